import { describe, expect, test } from 'vitest'
import { framesIn, ticksFromSeconds } from '../time.ts'
import { pacingWeights } from './pacing.ts'
import { planShots } from './plan-shots.ts'
import type { Plan, PlanRequest } from './plan.ts'
import { FILM_RATE, filmOf, madeUpSong, shotsNumbered } from './testing/made-up-song.ts'

const PACINGS = [-100, -50, 0, 50, 100]

function requestFor(bpm: number, shotCount: number, pacing: number | undefined): PlanRequest {
  return {
    analysis: madeUpSong({ bpm, seconds: 242 }),
    rate: FILM_RATE,
    film: filmOf(242, FILM_RATE),
    shots: shotsNumbered(shotCount, 30),
    handleTicks: ticksFromSeconds(0.5),
    seed: 7,
    ...(pacing === undefined ? {} : { pacing }),
  }
}

/** How many times longer a place of an intro, break or outro lasts than one of a chorus, on average. */
function calmToBusy({ places }: Plan): number {
  const meanOf = (isMeant: (section: string | null) => boolean): number => {
    const meant = places.filter(({ section }) => isMeant(section))
    return meant.reduce((sum, place) => sum + framesIn(place), 0) / meant.length
  }
  return meanOf(section => section === 'intro' || section === 'outro') / meanOf(section => section === 'chorus')
}

/** The spread of lengths as a share of their mean. */
function unevenness({ places }: Plan): number {
  const lengths = places.map(framesIn)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  return Math.sqrt(lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length) / mean
}

function insideBars({ compromises }: Plan): number {
  const told = compromises.find(({ rule }) => rule === 'downbeat')
  return Number(/^\d+/.exec(told?.message ?? '0')?.[0])
}

function isAscending(values: readonly number[], slack = 0): boolean {
  return values.every((value, index) => index === 0 || value >= values[index - 1]! - slack)
}

describe('P18 pacing', () => {
  test('0 is the plan without a pacing, to the frame', () => {
    expect(planShots(requestFor(97, 55, 0))).toEqual(planShots(requestFor(97, 55, undefined)))
    expect(pacingWeights(0)).toEqual({ contrast: 1, variety: 0.4, insideABar: 1 })
  })

  test.each([
    [97, 55],
    [126, 80],
    [72, 40],
    [140, 90],
  ])('at %i bpm, %i shots: the faster, the more lengths differ, and calm parts from busy ones', (bpm, count) => {
    const plans = PACINGS.map(pacing => planShots(requestFor(bpm, count, pacing)))
    expect(plans.map(({ places }) => places.length)).toEqual(PACINGS.map(() => count))
    expect(isAscending(plans.map(calmToBusy), 0.1)).toBe(true)
    expect(isAscending(plans.map(unevenness))).toBe(true)
    // Where bars are few, an even step of some beats can cost a bar or two.
    expect(insideBars(plans[0]!)).toBeLessThanOrEqual(insideBars(plans.at(-1)!))
    expect(calmToBusy(plans.at(-1)!) / calmToBusy(plans[0]!)).toBeGreaterThan(1.8)
  })

  test('what lies beyond the ends is the end', () => {
    expect(pacingWeights(900)).toEqual(pacingWeights(100))
    expect(pacingWeights(-900)).toEqual(pacingWeights(-100))
  })
})
