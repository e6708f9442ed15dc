import { open } from 'node:fs/promises'
import { isStudioError, StudioError } from '#model/errors.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { sourceNames } from './source-fault.ts'

/** A still as an upright PNG. */
export type StillPicture = { readonly path: string; readonly width: number; readonly height: number }

const WIDTH_AT = 16
const HEIGHT_AT = 20

/**
 * Reads a picture of whatever kind and turns it upright, into a PNG at `pngPath`.
 * @throws StudioError render/unreadable-still, and those of runFfmpeg
 */
export async function uprightStill(
  path: string,
  pngPath: string,
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  signal: AbortSignal | undefined,
): Promise<StillPicture> {
  const args = ['-loglevel', 'warning', '-i', fileArg(path), '-map', '0:v:0', '-frames:v', '1', '-pix_fmt', 'rgb24']
  const png = ['-c:v', 'png', '-f', 'image2', '-update', '1', '-y', fileArg(pngPath)]
  await runFfmpeg(ffmpeg, [...args, ...png], { signal }).catch((error: unknown) => {
    throw isStudioError(error, 'ffmpeg/failed') ? unreadable(path, error) : error
  })
  const header = Buffer.alloc(HEIGHT_AT + 4)
  const file = await open(pngPath, 'r').catch(() => undefined)
  if (!file) throw unreadable(path, undefined)
  try {
    if ((await file.read(header, 0, header.length, 0)).bytesRead < header.length) throw unreadable(path, undefined)
  } finally {
    await file.close()
  }
  return { path: pngPath, width: header.readUInt32BE(WIDTH_AT), height: header.readUInt32BE(HEIGHT_AT) }
}

function unreadable(path: string, cause: unknown): StudioError {
  const message = `No picture could be read from ${sourceNames([path])}. Choose another still.`
  return new StudioError('render/unreadable-still', message, { cause, details: { path } })
}
