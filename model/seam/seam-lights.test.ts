import { expect, test } from 'vitest'
import type { SeamMatch } from './measure-seam.ts'
import { seamLights, structureLevel, type SeamLights } from './seam-lights.ts'

const MOTION = {
  zoomPerSecond: 0.24,
  centre: { x: 0.5, y: 0.5 },
  pan: { x: 0, y: 0 },
  rollPerSecond: 0,
  speed: 0.08,
  speedAtCut: 0.08,
  zoomAtCut: 0.24,
  confidence: 1,
}
const MATCH: SeamMatch = {
  lumaJump: 0,
  colourJump: 0,
  regions: [],
  usual: { luma: 0, colour: 0 },
  structure: 1,
  before: MOTION,
  after: MOTION,
  zoomRatio: 1,
  speedRatio: 1,
  wayDegrees: 0,
  flash: { frames: 0, luma: 0, colour: 0 },
  stallBefore: { lowestSpeed: 1, repeats: 0 },
  stallAfter: { lowestSpeed: 1, repeats: 0 },
  advance: 1,
  isRepeated: false,
}
const STANDS = { ...MOTION, speed: 0, zoomPerSecond: 0, centre: null, speedAtCut: 0, zoomAtCut: 0 }
const UNSEEN = { ...MOTION, confidence: 0.2 }

const cases: [string, Partial<SeamMatch>, keyof SeamLights, string, string[]][] = [
  ['another way', { wayDegrees: 30 }, 'way', 'fair', ['other-way']],
  ['backwards', { wayDegrees: 180 }, 'way', 'poor', ['other-way']],
  ['one side that is not seen', { after: UNSEEN, wayDegrees: null }, 'way', 'unknown', []],
  ['two that stand', { before: STANDS, after: STANDS, wayDegrees: null, speedRatio: null }, 'way', 'good', []],
  ['half the speed', { speedRatio: 0.5 }, 'speed', 'poor', ['other-speed']],
  ['a little slower', { speedRatio: 0.7 }, 'speed', 'fair', ['other-speed']],
  ['one side that stands', { after: STANDS, speedRatio: null }, 'speed', 'poor', ['stands']],
  ['a stop', { stallBefore: { lowestSpeed: 0.1, repeats: 0 } }, 'speed', 'poor', ['stall']],
  [
    'a breath',
    { stallAfter: { lowestSpeed: 0.4, repeats: 0 }, speedRatio: 0.5 },
    'speed',
    'poor',
    ['other-speed', 'stall'],
  ],
  ['one repeat', { isRepeated: true, stallAfter: { lowestSpeed: 0, repeats: 0 } }, 'speed', 'fair', ['repeat']],
  ['two repeats', { stallAfter: { lowestSpeed: 0, repeats: 2 } }, 'speed', 'poor', ['repeat']],
  ['darker', { lumaJump: -4 }, 'light', 'fair', ['jump']],
  ['darker in a flickering clip', { lumaJump: -4, usual: { luma: 3, colour: 0 } }, 'light', 'good', []],
  ['a flash alone', { flash: { frames: 1, luma: 9, colour: 0 } }, 'light', 'poor', ['flash']],
  ['other colours', { colourJump: 4 }, 'colour', 'fair', ['jump']],
]
test.each(cases)('J5 J6 J7 J8 %s', (_, change, name, level, faults) => {
  const light = seamLights({ ...MATCH, ...change })[name]
  expect(light).toMatchObject({ level, faults })
})

test('J10 likeness is told apart from the four lights', () => {
  expect(Object.keys(seamLights(MATCH))).toEqual(['way', 'speed', 'light', 'colour'])
  expect([1, 0.5, 0.1].map(structure => structureLevel({ ...MATCH, structure }))).toEqual(['good', 'fair', 'poor'])
})
