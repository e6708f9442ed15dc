import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import type { DeskContext } from '../desk-context.ts'

/** Refuses what cannot be shown as a picture. Rejects with StudioError still/unreadable. */
export async function demandPicture({ ffmpeg, closing }: DeskContext, path: string): Promise<void> {
  const program = await ffmpeg()
  try {
    await runFfmpeg(program, ['-i', path, '-map', '0:v:0', '-frames:v', '1', '-f', 'null', '-'], { signal: closing })
  } catch (error) {
    closing.throwIfAborted()
    const message = `${basename(path)} is no picture that can be read here. Choose a PNG, JPEG or WebP.`
    throw new StudioError('still/unreadable', message, { cause: error })
  }
}
