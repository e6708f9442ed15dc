import { createCanvas, loadImage, type Image } from '@napi-rs/canvas'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { asPngWithPlace, asSavedWithWords, asTakenUpright, PLACE, WORDS } from './testing/told-pictures.ts'
import { readPicture, readShownPicture } from './picture.ts'

const RED = [255, 0, 0]
const BLUE = [0, 0, 255]
/** Red at its left half, blue at its right. */
const canvas = createCanvas(400, 200)
const context = canvas.getContext('2d')
context.fillStyle = 'rgb(255 0 0)'
context.fillRect(0, 0, 200, 200)
context.fillStyle = 'rgb(0 0 255)'
context.fillRect(200, 0, 200, 200)
const png = canvas.toBuffer('image/png')
const jpeg = canvas.toBuffer('image/jpeg')
const webp = canvas.toBuffer('image/webp')

function fileWith(bytes: Buffer): string {
  const path = join(temporaryFolder(), 'Mara at the lake, never published.png')
  writeFileSync(path, bytes)
  return path
}

/** What of it tells of the user. */
function toldBy(bytes: Uint8Array): (string | Buffer)[] {
  return [...WORDS, PLACE, 'Exif', 'eXIf'].filter(told => Buffer.from(bytes).includes(told))
}

function isAt(image: Image, x: number, y: number, colour: readonly number[]): boolean {
  const one = createCanvas(1, 1).getContext('2d')
  one.drawImage(image, -x, -y)
  return colour.every((value, channel) => Math.abs(value - one.getImageData(0, 0, 1, 1).data[channel]!) <= 3)
}

test.each([
  ['a JPEG', jpeg, 'frame.jpeg', 'image/jpeg'],
  ['a PNG', png, 'frame.png', 'image/png'],
  ['a WebP', webp, 'frame.png', 'image/png'],
])('V14 %s is sent under a name of what it is, whatever its own says', async (_, bytes, name, type) => {
  const sent = await readPicture(fileWith(bytes))
  expect(sent).toMatchObject({ name, type })
  const image = await loadImage(sent.bytes)
  expect([image.width, image.height, isAt(image, 50, 100, RED), isAt(image, 350, 100, BLUE)]).toEqual([
    ...[400, 200, true, true],
  ])
})

test('W20 where pictures lie inside a request, one that shows who is in it is reduced, and one that is small is left', async () => {
  const large = createCanvas(4000, 2000)
  large.getContext('2d').drawImage(canvas, 0, 0, 4000, 2000)
  const sent = await readShownPicture(fileWith(large.toBuffer('image/png')))
  expect(sent).toMatchObject({ name: 'frame.jpeg', type: 'image/jpeg' })
  const image = await loadImage(sent.bytes)
  expect([image.width, image.height, isAt(image, 100, 300, RED), isAt(image, 1400, 300, BLUE)]).toEqual([
    ...[1536, 768, true, true],
  ])
  expect(await readShownPicture(fileWith(png))).toEqual(await readPicture(fileWith(png)))
})

test('V15 what a camera wrote into a JPEG, the place included, stays here, and the picture is upright', async () => {
  const told = asTakenUpright(jpeg)
  expect(toldBy(told)).toEqual([...WORDS, PLACE, 'Exif'])
  const { bytes } = await readPicture(fileWith(told))
  expect(toldBy(bytes)).toEqual([])
  // Turned right, its left half is its upper one.
  const image = await loadImage(bytes)
  expect([image.width, image.height, isAt(image, 100, 50, RED), isAt(image, 100, 350, BLUE)]).toEqual([
    ...[200, 400, true, true],
  ])
})

test('V15 of a PNG the pixels go as they are, and no word, time or place with them', async () => {
  const told = asSavedWithWords(png)
  expect(toldBy(told)).toEqual(WORDS)
  const { bytes } = await readPicture(fileWith(told))
  expect(Buffer.from(bytes).equals(png)).toBe(true)

  const placed = asPngWithPlace(png)
  expect(toldBy(placed)).toEqual([PLACE, 'eXIf'])
  expect(toldBy((await readPicture(fileWith(placed))).bytes)).toEqual([])
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('not a picture at all')],
])('%s is not sent as a picture', async (_, bytes) => {
  await expect(readPicture(fileWith(bytes))).rejects.toMatchObject({ code: 'picture/unreadable' })
})
