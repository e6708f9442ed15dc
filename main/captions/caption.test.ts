import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { drawCaption, drawGapCard } from './caption.ts'
import { drawContactSheet } from './contact-sheet.ts'

const TEXT = 'A long school corridor of green lockers and polished floor, morning sun in stripes, children hurrying by.'

type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint8ClampedArray }

async function decode(file: Buffer): Promise<Picture> {
  const image = await loadImage(file)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { width, height } = image
  return { width, height, pixels: context.getImageData(0, 0, width, height).data }
}

/** The smallest box around everything that is not transparent. */
function inkBox({ width, height, pixels }: Picture): { left: number; top: number; right: number; bottom: number } {
  const box = { left: width, top: height, right: 0, bottom: 0 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4 + 3] === 0) continue
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x + 1)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y + 1)
    }
  }
  return box
}

describe('captions', () => {
  for (const [width, height] of [
    [320, 180],
    [640, 360],
    [1920, 1080],
    [360, 640],
    [1080, 1920],
  ] as const) {
    test(`stand in the lower left of ${width}x${height}, inside the title-safe area`, async () => {
      const picture = await decode(await drawCaption({ width, height, shotNumber: 47, text: TEXT }))
      expect([picture.width, picture.height]).toEqual([width, height])
      const box = inkBox(picture)
      expect(box.left).toBeGreaterThanOrEqual(Math.floor(width * 0.05) - 1)
      expect(box.left).toBeLessThan(width * 0.07)
      expect(box.right).toBeLessThanOrEqual(Math.ceil(width * 0.95) + 1)
      expect(box.bottom).toBeLessThanOrEqual(Math.ceil(height * 0.95) + 1)
      expect(box.top).toBeGreaterThan(height * 0.7)
    })
  }

  test('show their number and their text', async () => {
    const draw = (shotNumber: number, text: string): Promise<Buffer> =>
      drawCaption({ width: 320, height: 180, shotNumber, text })
    const pictures = await Promise.all([draw(1, TEXT), draw(2, TEXT), draw(1, ''), draw(1, TEXT)])
    expect(pictures[0].equals(pictures[1])).toBe(false)
    expect(pictures[0].equals(pictures[2])).toBe(false)
    expect(pictures[0].equals(pictures[3])).toBe(true)
  })

  test('of pages of text stay two lines', async () => {
    const picture = await decode(await drawCaption({ width: 640, height: 360, shotNumber: 1, text: TEXT.repeat(200) }))
    expect(inkBox(picture).top).toBeGreaterThan(360 * 0.7)
  })
})

test('a gap card is opaque and of the film’s size', async () => {
  for (const [width, height] of [
    [320, 180],
    [360, 640],
  ] as const) {
    const picture = await decode(await drawGapCard({ width, height, shotNumber: 12, text: TEXT }))
    expect([picture.width, picture.height]).toEqual([width, height])
    expect(picture.pixels.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true)
  }
})

describe('a contact sheet', () => {
  const frame = (red: number) => {
    const rgba = new Uint8Array(32 * 18 * 4).fill(255)
    for (let i = 0; i < rgba.length; i += 4) rgba[i] = red
    return { rgba, width: 32, height: 18 }
  }

  test('lays frames out in rows, in their order', async () => {
    const frames = [frame(10), frame(120), frame(240)]
    const sheet = await decode(await drawContactSheet({ frames, columns: 2, cellWidth: 64, format: 'png' }))
    expect([sheet.width, sheet.height]).toEqual([2 * 68 + 4, 2 * 40 + 4])
    const redAt = (x: number, y: number) => sheet.pixels[(y * sheet.width + x) * 4]
    expect([redAt(30, 20), redAt(100, 20), redAt(30, 60)]).toEqual([10, 120, 240])
  })

  test('makes room for a title and labels', async () => {
    const frames = [frame(10), frame(120)]
    const plain = await decode(await drawContactSheet({ frames, columns: 2, cellWidth: 64, format: 'jpeg' }))
    const written = await decode(
      await drawContactSheet({ frames, columns: 2, cellWidth: 64, title: '光', labels: ['1', '2'], format: 'jpeg' }),
    )
    expect(written.width).toBe(plain.width)
    expect(written.height).toBeGreaterThan(plain.height + 40)
  })
})
