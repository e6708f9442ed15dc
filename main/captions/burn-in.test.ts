import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { burnInLook, createBurnInPlate } from './burn-in.ts'

const WORDS = { shot: '12', bar: '42.3', timecode: '00:01:07:11' }

test.each([
  [3840, 2160],
  [1920, 1080],
  [960, 540],
  [540, 960],
  [640, 360],
  [360, 640],
])('a plate for %i x %i has even places and stands inside the picture', (width, height) => {
  const plate = createBurnInPlate({ width, height })
  expect([plate.left, plate.top, plate.width, plate.height].map(value => value % 2)).toEqual([0, 0, 0, 0])
  expect(plate.draw(WORDS)).toHaveLength(plate.width * plate.height * 4)
  expect(plate.left + plate.width).toBeLessThan(width)
})

test('every word changes the picture, and only in its own place', () => {
  const plate = createBurnInPlate({ width: 960, height: 540 })
  const base = plate.draw(WORDS)
  expect(plate.draw(WORDS)).toEqual(base)
  const changedColumns = (words: Partial<typeof WORDS>): [number, number] => {
    const other = plate.draw({ ...WORDS, ...words })
    const columns = Array.from({ length: plate.width }, (_, x) => x).filter(x =>
      Array.from({ length: plate.height }, (_, y) => (y * plate.width + x) * 4).some(
        at => base.readUInt32LE(at) !== other.readUInt32LE(at),
      ),
    )
    return [columns[0]!, columns.at(-1)!]
  }
  const [shot, bar, time] = [
    changedColumns({ shot: '13' }),
    changedColumns({ bar: '42.4' }),
    changedColumns({ timecode: '00:01:07:12' }),
  ]
  expect(shot[1]).toBeLessThan(bar[0])
  expect(bar[1]).toBeLessThan(time[0])
  expect(time[1]).toBeLessThan(plate.width)
})

test('the timecode is as if it were drawn: bright figures on the plate’s dark', () => {
  const plate = createBurnInPlate({ width: 960, height: 540 })
  const canvas = createCanvas(plate.width, plate.height)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(plate.width, plate.height)
  pixels.data.set(plate.draw({ ...WORDS, shot: '', bar: '' }))
  const lumas = Array.from({ length: plate.width * plate.height }, (_, pixel) => pixels.data[pixel * 4]!)
  expect(Math.max(...lumas)).toBe(255)
  const bright = lumas.filter(luma => luma > 200).length
  expect(bright / lumas.length).toBeGreaterThan(0.03)
  expect(bright / lumas.length).toBeLessThan(0.2)
})

test('its look names its fonts', () => {
  expect(burnInLook()).toMatch(/^burn-in 1, noto-sans /)
})
