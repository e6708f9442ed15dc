import { expect, test } from 'vitest'
import { leadPicturesIn, type GreyPicture } from './lead-in-clip.ts'

const [WIDTH, HEIGHT] = [64, 36]
const LEAD = 48

/** A scene that slides by, `step` pixels a picture, with noise of its own on every picture. */
function scene(at: number, { step = 0.5, noise = 2, gain = 1, seed = 1 } = {}): GreyPicture {
  const shift = at * step
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, index) => {
    const [x, y] = [index % WIDTH, Math.floor(index / WIDTH)]
    const wave = 60 * Math.sin((x + shift) / 5) + 30 * Math.sin((x + shift) / 13 + y / 4)
    const grain = noise * Math.sin(index * 12.9898 + at * 78.233 + seed)
    return Math.max(0, Math.min(255, 120 + gain * (wave + grain)))
  })
}

type Look = Parameters<typeof scene>[1]
const pictures = (from: number, count: number, look: Look = {}): GreyPicture[] =>
  Array.from({ length: count }, (_, index) => scene(from + index, look))

const lead = pictures(0, LEAD)
/** The head of a clip that begins at that picture of the scene. */
const headFrom = (from: number, look: Look = {}): GreyPicture[] => pictures(from, LEAD + 4, { seed: 9, ...look })

test('B12 a clip that begins with all of its lead, with the end of it, with its last picture or with what follows', () => {
  expect(leadPicturesIn(lead, headFrom(0), 48)).toBe(47)
  expect(leadPicturesIn(lead, headFrom(24), 24)).toBe(23)
  expect(leadPicturesIn(lead, headFrom(47), 0)).toBe(0)
  expect(leadPicturesIn(lead, headFrom(48), 0)).toBe(0)
})

test('B12 the pictures tell, not the length: services deliver more or less than was asked', () => {
  expect(leadPicturesIn(lead, headFrom(0), 0)).toBe(47)
  expect(leadPicturesIn(lead, headFrom(47), 48)).toBe(0)
})

test('B12 other light and contrast, and changed pictures at the joint, do not hide it', () => {
  expect(leadPicturesIn(lead, headFrom(0, { gain: 0.6, noise: 6 }), 48)).toBe(47)
  const mended = headFrom(0).map((one, at) => (at > 40 && at < 50 ? scene(at + 200) : one))
  expect(leadPicturesIn(lead, mended, 48)).toBe(47)
})

test('B12 a slow flight is told too', () => {
  const slow = { step: 0.05, noise: 1 }
  const slowLead = pictures(0, LEAD, slow)
  expect(leadPicturesIn(slowLead, headFrom(0, slow), 48)).toBeGreaterThan(44)
  expect(leadPicturesIn(slowLead, headFrom(47, slow), 0)).toBe(0)
})

test('B12 where nothing moves, or nothing fits, the length tells', () => {
  const still = { step: 0, noise: 1 }
  const stillLead = pictures(0, LEAD, still)
  expect(leadPicturesIn(stillLead, headFrom(0, still), 48)).toBe(47)
  expect(leadPicturesIn(stillLead, headFrom(0, still), 2)).toBe(0)
  const elsewhere = pictures(700, LEAD + 4, { step: 3 })
  expect(leadPicturesIn(lead, elsewhere, 47)).toBe(47)
  expect(leadPicturesIn(lead, elsewhere, 1)).toBe(0)
  const black = Array.from({ length: LEAD + 4 }, () => new Uint8Array(WIDTH * HEIGHT))
  expect([leadPicturesIn(black.slice(4), black, 48), leadPicturesIn(black.slice(4), black, 0)]).toEqual([47, 0])
})

test('B12 a clip that is over before its lead would be, and one without pictures', () => {
  expect(leadPicturesIn(lead, headFrom(0).slice(0, 20), 0)).toBe(0)
  expect(leadPicturesIn(lead, [], 48)).toBe(0)
  expect(leadPicturesIn(lead.slice(0, 3), headFrom(0), 3)).toBe(0)
})
