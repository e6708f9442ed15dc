import type { Film } from '../../sequence.ts'
import type { Section, SectionLabel } from '../../song.ts'
import { framesFromTicks, TICKS_PER_SECOND, ticks, ticksFromSeconds, type FrameRate } from '../../time.ts'
import type { PlannedSong, PlanShot } from '../plan.ts'

export const FILM_RATE: FrameRate = { numerator: 24, denominator: 1 }

const ENERGY: Readonly<Record<SectionLabel, number>> = {
  intro: 0.2,
  verse: 0.5,
  chorus: 0.9,
  bridge: 0.4,
  drop: 1,
  break: 0.3,
  outro: 0.2,
}

export type MadeUpSong = {
  readonly bpm: number
  readonly seconds: number
  readonly firstBeatSeconds?: number
  /** Bars of each section; the last one lasts to the end. */
  readonly form?: readonly (readonly [SectionLabel, bars: number])[]
}

const FOUR_MINUTES = [
  ['intro', 8],
  ['verse', 16],
  ['chorus', 12],
  ['verse', 16],
  ['chorus', 12],
  ['bridge', 8],
  ['chorus', 16],
  ['outro', 8],
] as const

/** A song of four beats to the bar, made of numbers alone. */
export function madeUpSong(wish: MadeUpSong): PlannedSong {
  const { bpm, seconds, firstBeatSeconds = 0.31, form = FOUR_MINUTES } = wish
  const beatCount = Math.max(0, Math.ceil(((seconds - firstBeatSeconds) * bpm) / 60))
  const beats = Array.from({ length: beatCount }, (_, index) => ticksFromSeconds(firstBeatSeconds + (index * 60) / bpm))
  const downbeats = beats.filter((_, index) => index % 4 === 0)
  const end = ticksFromSeconds(seconds)
  const sections: Section[] = []
  let bar = 0
  for (const [label, bars] of form) {
    const startTicks = sections.at(-1)?.endTicks ?? ticks(0)
    bar += bars
    if (startTicks < end) sections.push({ label, startTicks, endTicks: downbeats[bar] ?? end, confidence: 1 })
  }
  const last = sections.at(-1)
  if (last) sections[sections.length - 1] = { ...last, endTicks: end }
  const stepTicks = ticks(TICKS_PER_SECOND / 10)
  const values = Array.from({ length: Math.ceil(seconds * 10) }, (_, step) => {
    const section = sections.find(({ endTicks }) => step * stepTicks < endTicks)
    return ENERGY[section?.label ?? 'verse']
  })
  return { beats, downbeats, sections, energy: { stepTicks, values } }
}

export function filmOf(seconds: number, rate: FrameRate = FILM_RATE): Film {
  return { headFrames: 0, songFrames: framesFromTicks(ticksFromSeconds(seconds), rate), tailFrames: 0 }
}

/** Shots called "1", "2", … whose model makes any length up to `maxSeconds`. */
export function shotsNumbered(count: number, maxSeconds = 10): PlanShot[] {
  return Array.from({ length: count }, (_, index) => shotCalled(String(index + 1), maxSeconds))
}

export function shotCalled(key: string, maxSeconds = 10): PlanShot {
  return { key, section: null, lengths: { kind: 'any', minSeconds: 1, maxSeconds }, maxFrames: null }
}
