import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStudioError } from '../errors.ts'
import { filmFrames } from '../sequence.ts'
import { FRAME_RATES, framesFromTicks, framesIn, secondsFromTicks, ticksFromSeconds } from '../time.ts'
import { planShots } from './plan-shots.ts'
import type { Plan, PlanRequest, PlanShot, PreviousPlace } from './plan.ts'
import { FILM_RATE, filmOf, madeUpSong, shotCalled, shotsNumbered, type MadeUpSong } from './testing/made-up-song.ts'

const HALF_SECOND = ticksFromSeconds(0.5)
const REFERENCE: MadeUpSong = { bpm: 97, seconds: 242 }

function requestFor(song: MadeUpSong, shots: readonly PlanShot[], more: Partial<PlanRequest> = {}): PlanRequest {
  const rate = more.rate ?? FILM_RATE
  const film = filmOf(song.seconds, rate)
  return { analysis: madeUpSong(song), rate, film, shots, handleTicks: HALF_SECOND, seed: 7, ...more }
}

function lengthsOf(plan: Plan): number[] {
  return plan.places.map(framesIn)
}

function previousOf(plan: Plan, shots: readonly PlanShot[]): PreviousPlace[] {
  return plan.places.map(({ startFrame, endFrame }, index) => ({ key: shots[index]!.key, startFrame, endFrame }))
}

function movedKeys(plan: Plan, shots: readonly PlanShot[], previous: readonly PreviousPlace[]): string[] {
  return previous
    .filter(({ key, startFrame, endFrame }) => {
      const place = plan.places[shots.findIndex(shot => shot.key === key)]
      return place && (place.startFrame !== startFrame || place.endFrame !== endFrame)
    })
    .map(place => place.key)
}

function refusalOf(request: PlanRequest): {
  code: string
  message: string
  details: Readonly<Record<string, unknown>>
} {
  try {
    planShots(request)
  } catch (error) {
    if (isStudioError(error)) return error
    throw error
  }
  throw new Error('not refused')
}

const anySong = fc.record({
  bpm: fc.integer({ min: 45, max: 210 }),
  seconds: fc.integer({ min: 4, max: 90 }),
  firstBeatSeconds: fc.constantFrom(0, 0.31, 3.7),
})

describe('any song, any number of shots', () => {
  const anyRequest = fc
    .record({
      song: anySong,
      count: fc.integer({ min: 1, max: 60 }),
      maxSeconds: fc.constantFrom(5, 8, 30),
      rate: fc.constantFrom(...FRAME_RATES),
      seed: fc.integer({ min: 0, max: 1000 }),
      pace: fc.constantFrom({ numerator: 1, denominator: 1 }, { numerator: 3, denominator: 2 }),
      headFrames: fc.constantFrom(0, 30),
      tailFrames: fc.constantFrom(0, 50),
    })
    .map(({ song, count, maxSeconds, rate, headFrames, tailFrames, ...rest }) => {
      const film = { ...filmOf(song.seconds, rate), headFrames, tailFrames }
      return { ...requestFor(song, shotsNumbered(count, maxSeconds), { rate, film, ...rest }), bpm: song.bpm }
    })

  test('P1 places tile the film, P2 last a beat and 12 frames, P3 keep to the model, P4 cut on beats, P12 name refusals', () => {
    fc.assert(
      fc.property(anyRequest, request => {
        let plan: Plan
        try {
          plan = planShots(request)
        } catch (error) {
          if (!isStudioError(error)) throw error
          const { atMost, atLeast } = error.details
          const works = error.code === 'plan/too-many-shots' ? atMost : atLeast
          const { lengths } = request.shots[0]!
          if (typeof works === 'number') {
            planShots({ ...request, shots: shotsNumbered(works).map(shot => ({ ...shot, lengths })) })
          }
          return
        }
        const { film, rate, analysis } = request
        const end = filmFrames(film)
        expect(plan.places).toHaveLength(request.shots.length)
        expect(plan.places[0]!.startFrame).toBe(0)
        expect(plan.places.at(-1)!.endFrame).toBe(end)
        const beats = new Set(analysis.beats.map(beat => film.headFrames + framesFromTicks(beat, rate)))
        const framesPerSecond = rate.numerator / rate.denominator
        const beatFrames = Math.floor(Math.min(60 / request.bpm, 1) * framesPerSecond)
        const offBeat = new Set(plan.compromises.filter(({ rule }) => rule === 'beat').map(({ frame }) => frame))
        for (const [index, place] of plan.places.entries()) {
          expect(place.startFrame).toBe(plan.places[index - 1]?.endFrame ?? 0)
          const isOnBeat = index === 0 || beats.has(place.startFrame)
          expect(isOnBeat).toBe(!offBeat.has(place.startFrame))
          const isBetweenBeats = beats.has(place.startFrame) && beats.has(place.endFrame)
          const shortest = isBetweenBeats ? 12 : Math.max(12, beatFrames)
          expect(framesIn(place)).toBeGreaterThanOrEqual(Math.min(shortest, end))
          const pace = request.pace ?? { numerator: 1, denominator: 1 }
          const usedSeconds =
            (framesIn(place) * rate.denominator * pace.numerator) / (rate.numerator * pace.denominator)
          expect(secondsFromTicks(place.askTicks)).toBeGreaterThanOrEqual(usedSeconds - 1e-8)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('P11 the same request gives the same plan, and its own plan as the previous one changes nothing', () => {
    fc.assert(
      fc.property(anySong, fc.integer({ min: 1, max: 12 }), (song, count) => {
        const shots = shotsNumbered(count, 60)
        const request = requestFor(song, shots)
        let plan: Plan
        try {
          plan = planShots(request)
        } catch (error) {
          if (!isStudioError(error)) throw error
          return
        }
        expect(planShots(request)).toEqual(plan)
        expect(planShots({ ...request, previous: previousOf(plan, shots) })).toEqual(plan)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the reference job: 55 shots over four minutes', () => {
  const shots = shotsNumbered(55)
  const request = requestFor(REFERENCE, shots)
  const plan = planShots(request)
  const mean = (label: string): number => {
    const places = plan.places.filter(place => place.section === label)
    return places.reduce((sum, place) => sum + framesIn(place), 0) / places.length / 24
  }

  test('P6 every section starts with a cut and P7 every cut is on a downbeat, with nothing given up', () => {
    expect(plan.compromises).toEqual([])
    const downbeats = new Set(request.analysis.downbeats.map(beat => framesFromTicks(beat, FILM_RATE)))
    expect(plan.places.slice(1).every(place => downbeats.has(place.startFrame))).toBe(true)
    const cuts = new Set(plan.places.map(place => place.startFrame))
    for (const section of request.analysis.sections)
      expect(cuts).toContain(framesFromTicks(section.startTicks, FILM_RATE))
  })

  test('P8 busier is shorter: choruses are cut faster than verses, verses faster than the intro', () => {
    expect(mean('verse') / mean('chorus')).toBeGreaterThan(1.6)
    expect(mean('verse') / mean('chorus')).toBeLessThan(2.4)
    expect(mean('verse')).toBeLessThan(mean('intro'))
    const seconds = lengthsOf(plan).map(frames => frames / 24)
    expect(Math.min(...seconds)).toBeGreaterThan(1.5)
    expect(Math.max(...seconds)).toBeLessThan(8.5)
  })

  test('P9 lengths vary within a section, in a way that the seed decides', () => {
    const verse = plan.places.filter(place => place.section === 'verse').map(framesIn)
    expect(new Set(verse.map(frames => Math.round(frames / 59))).size).toBeGreaterThan(1)
    expect(lengthsOf(planShots({ ...request, seed: 8 }))).not.toEqual(lengthsOf(plan))
  })

  test('P10 a line inserted at 3 takes its room from its neighbours, and no take there is becomes too short', () => {
    const previous = previousOf(plan, shots)
    const withTakes: PlanShot[] = shots.map((shot, index) => ({ ...shot, maxFrames: lengthsOf(plan)[index]! + 24 }))
    const longer = withTakes.toSpliced(2, 0, shotCalled('new'))
    const next = planShots({ ...request, shots: longer, previous })
    expect(movedKeys(next, longer, previous).length).toBeLessThanOrEqual(2)
    expect(next.compromises.filter(({ rule }) => rule === 'take')).toEqual([])
  })

  test('P10 what a plan once gave up, for a model that makes 5 s, is not wanted back when a line is inserted', () => {
    const short = shotsNumbered(55, 5)
    const tight = planShots({ ...request, shots: short })
    expect(tight.compromises.some(({ rule }) => rule === 'section-start')).toBe(true)
    const previous = previousOf(tight, short)
    const withTakes = short.map(shot => ({ ...shot, maxFrames: 120 }))
    for (const at of [0, 2, 30, 55]) {
      const longer = withTakes.toSpliced(at, 0, { ...shotCalled('new', 5), maxFrames: 120 })
      expect(
        movedKeys(planShots({ ...request, shots: longer, previous }), longer, previous).length,
      ).toBeLessThanOrEqual(5)
    }
  })

  test('P10 a line taken out is filled by its neighbours, within the takes they have', () => {
    const previous = previousOf(plan, shots)
    const farReaching = shotsNumbered(55, 20).toSpliced(2, 1)
    const free = planShots({ ...request, shots: farReaching, previous })
    expect(movedKeys(free, farReaching, previous).length).toBeLessThanOrEqual(2)
    const withTakes = shots.map((shot, index) => ({ ...shot, maxFrames: lengthsOf(plan)[index]! + 24 })).toSpliced(2, 1)
    const next = planShots({ ...request, shots: withTakes, previous })
    expect(next.compromises.filter(({ rule }) => rule === 'take')).toEqual([])
    for (const [index, place] of next.places.entries()) {
      expect(framesIn(place)).toBeLessThanOrEqual(withTakes[index]!.maxFrames)
    }
  })

  test('P10 two lines that change places change them with each other alone', () => {
    const previous = previousOf(plan, shots)
    const swapped = shots.toSpliced(10, 2, shots[11]!, shots[10]!)
    const next = planShots({ ...request, shots: swapped, previous })
    expect(movedKeys(next, swapped, previous).every(key => key === '11' || key === '12')).toBe(true)
  })

  test('P3 a model that makes 5 s is used to the full, spare time giving way before shots do, and it is said', () => {
    const short = shots.map(shot => ({ ...shot, lengths: { kind: 'listed' as const, seconds: [5] } }))
    const tight = planShots({ ...request, shots: short })
    expect(Math.max(...lengthsOf(tight))).toBeLessThanOrEqual(120)
    const handles = tight.compromises.filter(({ rule }) => rule === 'handles')
    expect(handles.length).toBe(lengthsOf(tight).filter(frames => frames > 96).length)
    expect(handles[0]!.message).toMatch(
      /^Shot \d+ fills nearly all its model can make and leaves (\d\.\d s|nothing|1 frame|2 frames) for/,
    )
  })

  test('P5 asks are the smallest listed lengths that cover place and handles', () => {
    const listed = shots.map(shot => ({ ...shot, lengths: { kind: 'listed' as const, seconds: [4, 6, 8, 10] } }))
    for (const place of planShots({ ...request, shots: listed }).places) {
      const needed = framesIn(place) / 24 + 1
      expect(secondsFromTicks(place.askTicks)).toBe([4, 6, 8, 10].find(seconds => seconds >= needed))
    }
  })
})

describe('rules that collide', () => {
  test('P3 a take that is there and short bounds its place; P13 where that cannot be it is listed', () => {
    const song: MadeUpSong = { bpm: 120, seconds: 40 }
    const short = shotsNumbered(10).map((shot, index) => ({ ...shot, maxFrames: index === 4 ? 50 : null }))
    expect(framesIn(planShots(requestFor(song, short)).places[4]!)).toBeLessThanOrEqual(50)
    const allShort = shotsNumbered(10).map(shot => ({ ...shot, maxFrames: 50 }))
    const plan = planShots(requestFor(song, allShort))
    const tooLong = lengthsOf(plan).filter(frames => frames > 50).length
    expect(plan.compromises.filter(({ rule }) => rule === 'take')).toHaveLength(tooLong)
    expect(tooLong).toBeLessThanOrEqual(5)
  })

  test('P3 a take that is longer than its model makes them fills its place, and is no reason to refuse', () => {
    const song: MadeUpSong = { bpm: 120, seconds: 40 }
    const withLong = shotsNumbered(10, 4).map((shot, index) => ({ ...shot, maxFrames: index === 4 ? 400 : null }))
    const place = planShots(requestFor(song, withLong)).places[4]!
    expect(framesIn(place)).toBeGreaterThan(96)
    const threeLong = shotsNumbered(3, 60).map(shot => ({ ...shot, maxFrames: 2400 }))
    const plan = planShots(requestFor(REFERENCE, threeLong))
    expect(plan.compromises.filter(({ rule }) => rule === 'take' || rule === 'handles')).toEqual([])
    const refused = refusalOf(requestFor(REFERENCE, threeLong.slice(0, 2)))
    const atLeast = Number(refused.details['atLeast'])
    const enough = shotsNumbered(atLeast, 60).map((shot, index) => ({ ...shot, maxFrames: index < 2 ? 2400 : null }))
    expect(planShots(requestFor(REFERENCE, enough)).places).toHaveLength(atLeast)
  })

  test('P13 two takes far too short are given up rather than three a little too short', () => {
    const song: MadeUpSong = { bpm: 240, seconds: 31, firstBeatSeconds: 0, form: [['verse', 31]] }
    const shots = shotsNumbered(5, 10).map((shot, index) => {
      const isSmall = index % 2 === 1
      return isSmall ? { ...shotCalled(shot.key, 1.25), maxFrames: 12 } : { ...shot, maxFrames: 233 }
    })
    const plan = planShots({ ...requestFor(song, shots), handleTicks: ticksFromSeconds(0) })
    expect(lengthsOf(plan)).toEqual([228, 30, 228, 30, 228])
    expect(plan.compromises.map(({ message }) => message)).toContain("Shot 2's take is 0.8 s shorter than its place.")
  })

  test('P13 a take that is a frame too short is told as just that', () => {
    const song: MadeUpSong = { bpm: 120, seconds: 5, firstBeatSeconds: 0, form: [['verse', 3]] }
    const { compromises } = planShots(requestFor(song, [{ ...shotCalled('1'), maxFrames: 119 }]))
    expect(compromises.map(({ message }) => message)).toEqual(["Shot 1's take is 1 frame shorter than its place."])
  })

  test('P4 a long lead-in without beats is cut off the beat rather than asked of a model that cannot, and it is listed', () => {
    const plan = planShots(requestFor({ bpm: 120, seconds: 60, firstBeatSeconds: 20 }, shotsNumbered(14, 8)))
    const offBeat = plan.compromises.filter(({ rule }) => rule === 'beat')
    expect(offBeat.length).toBeGreaterThan(0)
    for (const { frame } of offBeat) expect(frame).toBeLessThan(480)
    expect(Math.max(...lengthsOf(plan))).toBeLessThanOrEqual(168)
  })

  test('P4 a short lead-in belongs to the first shot', () => {
    const plan = planShots(requestFor({ bpm: 120, seconds: 30, firstBeatSeconds: 0.3 }, shotsNumbered(55)))
    expect(plan.places[0]!.endFrame).toBeGreaterThan(7)
    expect(plan.compromises.filter(({ rule }) => rule === 'beat')).toEqual([])
  })

  test('P4 a number of shots that cannot be had on beats is had between them, as few as can be, and it is listed', () => {
    const song: MadeUpSong = { bpm: 70, seconds: 242 }
    const plan = planShots(requestFor(song, shotsNumbered(55, 5)))
    expect(Math.max(...lengthsOf(plan))).toBeLessThanOrEqual(120)
    const offBeat = plan.compromises.filter(({ rule }) => rule === 'beat').length
    expect(offBeat).toBeGreaterThan(0)
    expect(offBeat).toBeLessThan(50)
    expect(planShots(requestFor(song, shotsNumbered(57, 5))).compromises.filter(({ rule }) => rule === 'beat')).toEqual(
      [],
    )
  })

  test('P6 fewer shots than sections: missed section starts are named', () => {
    const { compromises } = planShots(requestFor(REFERENCE, shotsNumbered(5, 80)))
    const missed = compromises.filter(({ rule }) => rule === 'section-start')
    expect(missed).toHaveLength(3)
    expect(missed[0]!.message).toMatch(
      /^No cut falls on the start of (verse|chorus|bridge|outro)( \d)? at \d:\d\d\.\d\.$/,
    )
  })

  test('P7 more shots than bars: cuts inside bars are counted', () => {
    const { compromises } = planShots(requestFor({ bpm: 120, seconds: 60 }, shotsNumbered(50)))
    const inside = compromises.filter(({ rule }) => rule === 'downbeat')
    expect(inside).toHaveLength(1)
    expect(inside[0]!.message).toMatch(/^\d+ of 49 cuts fall inside a bar/)
  })

  test('P14 shots go into the sections they name; names the song does not have are listed', () => {
    const names = [
      'Intro',
      'Verse 1',
      'Verse 1',
      'refrain',
      'verse 2',
      'verse 2',
      'chorus',
      'Bridge',
      'chorus 3',
      'ending',
    ]
    const shots = names.map((section, index) => ({ ...shotCalled(String(index), 60), section }))
    const plan = planShots(requestFor(REFERENCE, shots))
    expect(plan.places.map(place => place.section)).toEqual(
      'intro verse verse chorus verse verse chorus bridge chorus outro'.split(' '),
    )
    expect(plan.compromises).toEqual([])
    const odd = planShots(requestFor(REFERENCE, [...shots, { ...shotCalled('x', 60), section: 'the hospital' }]))
    expect(odd.compromises.filter(({ rule }) => rule === 'section').map(({ message }) => message)).toContain(
      'Shot 11 is written for "the hospital", and the song has no such section.',
    )
  })
})

describe('P12 what cannot be is refused with the numbers that would work', () => {
  test('too many shots', () => {
    const refusal = refusalOf(requestFor({ bpm: 120, seconds: 30 }, shotsNumbered(10_000)))
    expect(refusal.code).toBe('plan/too-many-shots')
    expect(refusal.message).toContain(`at most ${String(refusal.details['atMost'])} shots`)
    const atMost = Number(refusal.details['atMost'])
    expect(planShots(requestFor({ bpm: 120, seconds: 30 }, shotsNumbered(atMost))).places).toHaveLength(atMost)
    expect(refusalOf(requestFor({ bpm: 120, seconds: 30 }, shotsNumbered(atMost + 1))).code).toBe('plan/too-many-shots')
  })

  test('too few shots for what their models make', () => {
    const refusal = refusalOf(requestFor(REFERENCE, shotsNumbered(20, 5)))
    expect(refusal.code).toBe('plan/too-few-shots')
    const atLeast = Number(refusal.details['atLeast'])
    expect(refusal.message).toContain(`Write at least ${atLeast}`)
    expect(planShots(requestFor(REFERENCE, shotsNumbered(atLeast, 5))).places).toHaveLength(atLeast)
  })

  test('more lines than anybody films', () => {
    const lines = shotsNumbered(200_000)
    expect(refusalOf(requestFor({ bpm: 120, seconds: 30 }, lines)).code).toBe('plan/too-many-shots')
  })

  test('no shots, no song', () => {
    expect(refusalOf(requestFor(REFERENCE, [])).code).toBe('plan/nothing-to-plan')
    expect(refusalOf(requestFor({ bpm: 120, seconds: 0 }, shotsNumbered(1))).code).toBe('plan/nothing-to-plan')
  })
})

test('S1 onsets at uneven distances are cut on like beats', () => {
  const even = madeUpSong({ bpm: 140, seconds: 60 })
  const beats = even.beats.filter((_, index) => index % 7 !== 3 && index % 5 !== 1)
  const downbeats = beats.filter((_, index) => index % 6 === 0)
  const song = { ...even, beats, downbeats }
  const plan = planShots({ ...requestFor({ bpm: 140, seconds: 60 }, shotsNumbered(20)), analysis: song })
  const frames = new Set(beats.map(beat => framesFromTicks(beat, FILM_RATE)))
  expect(plan.places.slice(1).every(place => frames.has(place.startFrame))).toBe(true)
})

test('P4 a song without beats or sections is divided evenly enough, and each such cut is listed', () => {
  const song = { ...madeUpSong({ bpm: 120, seconds: 30 }), beats: [], downbeats: [], sections: [] }
  const plan = planShots({ ...requestFor({ bpm: 120, seconds: 30 }, shotsNumbered(6)), analysis: song })
  expect(plan.places.every(place => place.section === null)).toBe(true)
  expect(plan.compromises.filter(({ rule }) => rule === 'beat')).toHaveLength(5)
})

test('P15 500 shots over ten minutes are planned', () => {
  expect(planShots(requestFor({ bpm: 180, seconds: 600 }, shotsNumbered(500, 30))).places).toHaveLength(500)
})
