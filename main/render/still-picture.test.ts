import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, expect, test } from 'vitest'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { uprightStill } from './still-picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'stills 100% -'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const canvas = createCanvas(400, 200)
const wide = {
  png: canvas.toBuffer('image/png'),
  webp: canvas.toBuffer('image/webp'),
  jpg: canvas.toBuffer('image/jpeg'),
}

/** The same jpeg with a camera's note that it was held upright (Exif orientation 6). */
function heldUpright(jpeg: Buffer): Buffer {
  const note = Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex'),
  ])
  const length = Buffer.from([0xff, 0xe1, 0, note.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), length, note, jpeg.subarray(2)])
}

test.each([
  ['wide.png', wide.png, 400, 200],
  ['-wide.webp', wide.webp, 400, 200],
  ['held upright.jpg', heldUpright(wide.jpg), 200, 400],
])('%s stands upright', async (name, bytes, width, height) => {
  const { ffmpeg } = await findFfmpeg()
  writeFileSync(join(folder, name), bytes)
  const png = join(folder, `${name}.out.png`)
  expect(await uprightStill(join(folder, name), png, ffmpeg, undefined)).toEqual({ path: png, width, height })
})

test('what is no picture is named', async () => {
  const { ffmpeg } = await findFfmpeg()
  const path = join(folder, 'notes.png')
  writeFileSync(path, 'not a picture at all')
  await expect(uprightStill(path, join(folder, 'out.png'), ffmpeg, undefined)).rejects.toMatchObject({
    code: 'render/unreadable-still',
    message: 'No picture could be read from notes.png. Choose another still.',
  })
})
