import { Blob } from 'node:buffer'
import { readFile } from 'node:fs/promises'

/** A picture as it is sent. */
export type Picture = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/**
 * Reads a picture whole, and tells what it is from its first bytes: names may lie, and its own is nobody's business (SPEC V14).
 * Rejects as reading a file does.
 */
export async function readPicture(path: string): Promise<Picture> {
  const bytes = new Uint8Array(await readFile(path))
  const type = pictureType(bytes)
  return { name: `frame.${type.slice('image/'.length)}`, type, bytes }
}

/** How many characters `dataUri` gives. */
export function dataUriLength({ type, bytes }: Picture): number {
  return `data:${type};base64,`.length + 4 * Math.ceil(bytes.length / 3)
}

export function dataUri(picture: Picture): string {
  return `data:${picture.type};base64,${base64Of(picture)}`
}

export function base64Of({ bytes }: Picture): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** As a part of a form. */
export function asBlob({ type, bytes }: Picture): Blob {
  return new Blob([bytes], { type })
}

function pictureType(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xff\xd8')) return 'image/jpeg'
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp'
  return 'image/png'
}
