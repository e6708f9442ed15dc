import { expect, test } from 'vitest'
import { BYTES_A_PICTURE, createFlashMeter, FLASH_GRID, type FlashSpan } from './flashing.ts'

const RATE = { numerator: 24, denominator: 1 }
type Colour = readonly [number, number, number]
const grey = (value: number): Colour => [value, value, value]

/** A picture of two colours: the first fills `share` of it, from the left. */
function picture(colour: Colour, share = 1, ground: Colour = grey(0)): Uint8Array {
  const cells = Array.from({ length: FLASH_GRID.width * FLASH_GRID.height }, (_, cell) =>
    (cell % FLASH_GRID.width) / FLASH_GRID.width < share ? colour : ground,
  )
  return Uint8Array.from(cells.flat())
}

function spansOf(frames: number, at: (frame: number) => Uint8Array): FlashSpan[] {
  const meter = createFlashMeter(RATE)
  for (let frame = 0; frame < frames; frame += 1) meter.add(at(frame))
  return meter.spans()
}

/** So many flashes a second, from the second second on and for two: first colour, second colour, first colour. */
const strobe =
  (perSecond: number, on: Uint8Array, off = picture(grey(0))) =>
  (frame: number): Uint8Array =>
    frame >= 24 && frame < 72 && Math.floor(((frame - 24) * perSecond * 2) / 24) % 2 === 0 ? on : off

test('C9 three flashes a second are let pass, more are found where they are', () => {
  expect(picture(grey(0))).toHaveLength(BYTES_A_PICTURE)
  expect(spansOf(96, strobe(3, picture(grey(255))))).toEqual([])
  expect(spansOf(96, strobe(4, picture(grey(255))))).toEqual([{ startFrame: 24, endFrame: 70, perSecond: 4 }])
  expect(spansOf(96, strobe(12, picture(grey(255))))).toMatchObject([{ startFrame: 24, perSecond: 12 }])
})

test('C9 small, faint, bright and slow changes are no flashes', () => {
  expect(spansOf(96, strobe(8, picture(grey(255), 0.25)))).toEqual([])
  expect(spansOf(96, strobe(8, picture(grey(255), 0.3)))).toHaveLength(1)
  // A tenth of the luminance is more than a third of the signal.
  expect(spansOf(96, strobe(8, picture(grey(85))))).toEqual([])
  expect(spansOf(96, strobe(8, picture(grey(255)), picture(grey(232))))).toEqual([])
  // Up and down once in two seconds.
  expect(spansOf(96, frame => picture(grey(Math.round(127 + 127 * Math.sin(frame / 8)))))).toEqual([])
})

test('C9 a light that wanders over the picture is none either, and a flash need not come in one frame', () => {
  expect(
    spansOf(96, frame => {
      const band = picture(grey(0))
      for (let row = 0; row < FLASH_GRID.height; row += 1) {
        for (let width = 0; width < 4; width += 1) {
          const cell = row * FLASH_GRID.width + ((frame + width) % FLASH_GRID.width)
          band.fill(255, cell * 3, cell * 3 + 3)
        }
      }
      return band
    }),
  ).toEqual([])
  const soft = [0, 120, 255, 255, 120, 0]
  expect(spansOf(96, frame => picture(grey(soft[frame % 6]!)))).toMatchObject([{ perSecond: 4 }])
})

test('C9 a saturated red flashes also where its luminance hardly changes', () => {
  // Both have a luminance of 0.16.
  const [red, green] = [picture([225, 0, 0]), picture([0, 128, 0])]
  expect(spansOf(96, strobe(4, red, green))).toMatchObject([{ perSecond: 4 }])
  const [blue, dim] = [picture([0, 0, 255]), picture(grey(76))]
  expect(spansOf(96, strobe(8, blue, dim))).toEqual([])
})
