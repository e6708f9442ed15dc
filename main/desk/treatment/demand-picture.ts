import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import type { DeskContext } from '../desk-context.ts'

/** Formats of single pictures, as ffmpeg calls them: of a film it would take the first frame for one. */
const PICTURES = ['png_pipe', 'jpeg_pipe', 'webp_pipe', 'bmp_pipe', 'tiff_pipe', 'ppm_pipe', 'image2', 'gif', 'apng']
/** AVIF lies in the boxes that films have. */
const BOXED_PICTURES = /^avi[fs]$/
/** HEIC, as phones write it: of some versions of ffmpeg one would get a tile of it for the whole. */
const PHONE_PICTURES = /^(hei|hev|mif|msf)/

/** Refuses what cannot be shown as a picture. Rejects with StudioError still/unreadable. */
export async function demandPicture({ ffmpeg, closing }: DeskContext, path: string): Promise<void> {
  const program = await ffmpeg()
  const name = basename(path)
  const refused = (message: string, cause?: unknown) => new StudioError('still/unreadable', message, { cause })
  const unreadable = (cause: unknown): never => {
    closing.throwIfAborted()
    throw refused(`${name} is no picture that can be read here. Choose a PNG, JPEG or WebP.`, cause)
  }
  const brand = (await boxBrand(path).catch(unreadable)) ?? ''
  if (PHONE_PICTURES.test(brand))
    throw refused(`${name} is a HEIC picture, which is not read here. Export it as a JPEG, and choose that.`)
  const formats = BOXED_PICTURES.test(brand) ? [...PICTURES, 'mov'] : PICTURES
  const input = ['-format_whitelist', formats.join(','), '-i', fileArg(path)]
  const args = [...input, '-map', '0:v:0', '-frames:v', '1', '-f', 'null', '-']
  await runFfmpeg(program, args, { signal: closing }).catch(unreadable)
}

/** The brand of a file that is made of boxes, as MP4, HEIC and AVIF are; null for others. */
async function boxBrand(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
    return buffer.toString('latin1', 4, 8) === 'ftyp' ? buffer.toString('latin1', 8, 12) : null
  } finally {
    await file.close()
  }
}
