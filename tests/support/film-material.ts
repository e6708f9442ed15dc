import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'

/** Prompts of as many kinds of place; as many as a short song has room for. */
export const PROMPTS = [
  'A school corridor at dawn, lockers on both sides, a couple walking ahead',
  'A field of wheat under a golden summer sun',
  'A neon city street at night in the rain',
  'Underwater, bubbles rising through blue light',
  'A tunnel with white lamps rushing past',
  'An autumn forest, tall trunks, a woman far ahead',
  'Stars and planets, drifting through space',
  'A winter road between snowy pines',
]

export type FilmMaterial = {
  readonly dir: string
  readonly library: string
  readonly song: string
  readonly treatment: string
  readonly ffmpeg: FfmpegProgram
  /** Writes the treatment anew, one prompt a line. */
  write(prompts: readonly string[]): void
  remove(): void
}

/** A folder with the first `seconds` of the short demo song and a treatment of so many prompts. */
export async function filmMaterial(options: { seconds: number; shots: number }): Promise<FilmMaterial> {
  const dir = mkdtempSync(join(tmpdir(), 'flythrough-film-'))
  const { ffmpeg } = await findFfmpeg()
  const whole = join(dir, 'whole.flac')
  await makeDemoSong(ffmpeg, whole, { form: 'short' })
  const song = join(dir, 'song.flac')
  await runFfmpeg(ffmpeg, ['-y', '-i', `file:${whole}`, '-t', String(options.seconds), '-c:a', 'flac', `file:${song}`])
  const treatment = join(dir, 'prompts.txt')
  const write = (prompts: readonly string[]): void => writeFileSync(treatment, `${prompts.join('\n')}\n`)
  write(PROMPTS.slice(0, options.shots))
  return {
    dir,
    library: join(dir, 'library'),
    song,
    treatment,
    ffmpeg,
    write,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
