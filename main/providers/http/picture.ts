import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas'
import { Blob } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { StudioError } from '#model/errors.ts'
import { plainPng } from './plain-png.ts'

/** A picture, or a clip of pictures, as it is sent. */
export type Picture = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Nobody sees the difference, and whoever makes a clip of it reduces it anyway. */
const JPEG_QUALITY = 95

/**
 * Reads a picture as it may be sent: its pixels alone, upright, with nothing that a camera or a program has written beside them, under
 * a name that is nobody's (SPEC V14, V15). What it is is told from its bytes, since names may lie. A JPEG is made anew as one, a
 * PNG stays as it is but for what must not go along, all else becomes a PNG.
 * Rejects with StudioError picture/unreadable, and as reading a file does.
 */
export async function readPicture(path: string): Promise<Picture> {
  const bytes = await readFile(path)
  const plain = plainPng(bytes)
  if (plain) return picture('png', plain)
  const canvas = await drawn(bytes)
  return isJpeg(bytes)
    ? picture('jpeg', await canvas.encode('jpeg', JPEG_QUALITY))
    : picture('png', await canvas.encode('png'))
}

/** The longer side of a picture that only shows who or what is in a clip, where many go inside one request. */
const SHOWN_SIDE = 1536

/** As `readPicture`, and no larger than is needed to show what is on it: of a service that takes pictures inside the request alone. */
export async function readShownPicture(path: string): Promise<Picture> {
  const whole = await readPicture(path)
  const image = await loadImage(whole.bytes)
  const scale = SHOWN_SIDE / Math.max(image.width, image.height)
  if (scale >= 1) return whole
  const canvas = createCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  // A JPEG has no transparent points, and what is cut out is looked at on paper.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return picture('jpeg', await canvas.encode('jpeg', JPEG_QUALITY))
}

/** Reads the clip that a model is to go on from: it was cut out by this program, and there is nothing in it but its pictures. Rejects as reading a file does. */
export async function readLead(path: string): Promise<Picture> {
  return { name: 'clip.mp4', type: 'video/mp4', bytes: new Uint8Array(await readFile(path)) }
}

function picture(kind: 'png' | 'jpeg', bytes: Buffer): Picture {
  return { name: `frame.${kind}`, type: `image/${kind}`, bytes: new Uint8Array(bytes) }
}

async function drawn(bytes: Buffer): Promise<Canvas> {
  const image = await loadImage(bytes).catch((cause: unknown) => {
    const message = 'A picture that is to go along with the words cannot be read as one. Choose another.'
    throw new StudioError('picture/unreadable', message, { cause })
  })
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas
}

function isJpeg(bytes: Buffer): boolean {
  return bytes.readUInt16BE(0) === 0xff_d8
}

/** What is made of each of these files, one after the other: no two lie in memory as pixels. Rejects as `make` does. */
export async function inTurn<T>(paths: readonly string[], make: (path: string) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (const path of paths) made.push(await make(path))
  return made
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
