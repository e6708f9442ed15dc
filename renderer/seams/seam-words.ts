import type { SeamOfJoin } from '#model/contract/seams-contract.ts'
import { texts } from '../texts.ts'

export type ToldSeam = Extract<SeamOfJoin, { state: 'measured' }>['seam']
export type SeamLevel = ToldSeam['way']['level']

export const LIGHTS = ['way', 'speed', 'light', 'colour'] as const
export type LightName = (typeof LIGHTS)[number]

const words = texts.seams

/** Below this nobody sees a difference; in the units of the figure. */
const SAME = { factor: 0.05, hundredths: 0.5 } as const

/** A light's figure in plain words. */
export function figureWords(name: LightName, { level, figure, faults }: ToldSeam['way']): string {
  if (level === 'unknown') return words.notSeen
  const [fault] = faults
  if (fault === 'stall' || fault === 'repeat' || fault === 'flash') return words.faults[fault]
  if (figure === null) return faults.includes('stands') ? words.oneStands : words.bothStand
  switch (name) {
    case 'way':
      return words.degrees(Math.round(figure))
    case 'speed':
      if (Math.abs(figure - 1) < SAME.factor) return words.same
      return figure > 1 ? words.faster(figure.toFixed(1)) : words.slower(Math.round(100 * figure))
    case 'light':
      if (Math.abs(figure) < SAME.hundredths) return words.same
      return figure > 0 ? words.brighter(Math.round(figure)) : words.darker(Math.round(-figure))
    case 'colour':
      return figure < SAME.hundredths ? words.same : words.colourOff(Math.round(figure))
    default:
      return name satisfies never
  }
}

/** What else is to be told: flashes, stops and repeats. */
export function faultWords({ flash, stallBefore, stallAfter, isRepeated }: ToldSeam): string[] {
  return [
    ...(flash.frames > 0 ? [words.flash[flashKind(flash)](flash.frames)] : []),
    ...(isRepeated ? [words.repeated] : []),
    ...stallWords(stallBefore, words.standsBefore, words.slowsBefore),
    ...stallWords(stallAfter, words.standsAfter, words.slowsAfter),
  ]
}

function flashKind({ luma, colour }: ToldSeam['flash']): keyof typeof words.flash {
  if (colour > Math.abs(luma)) return 'colour'
  return luma > 0 ? 'bright' : 'dark'
}

/** Slowing to less than this is told. */
const SLOW = 0.5

function stallWords(
  { lowestSpeed, repeats }: ToldSeam['stallBefore'],
  stands: (count: number) => string,
  slows: (percent: number) => string,
): string[] {
  if (repeats > 0) return [stands(repeats)]
  return lowestSpeed !== null && lowestSpeed < SLOW ? [slows(Math.round(100 * lowestSpeed))] : []
}

/** The four lights in a line, for those who hear them. */
export function lightsWords(seam: ToldSeam): string {
  return LIGHTS.map(name => words.light(words.lights[name], words.levels[seam[name].level])).join(', ')
}

/** All that is told of a seam, a line each. */
export function seamLines(seam: ToldSeam): string[] {
  return [
    ...LIGHTS.map(name => words.figure(words.lights[name], figureWords(name, seam[name]))),
    words.figure(words.likeness, words.alike(percentAlike(seam))),
    ...faultWords(seam),
  ]
}

export function percentAlike({ likeness }: ToldSeam): number {
  return Math.round(100 * Math.max(0, likeness.figure))
}

const ORDER: readonly SeamLevel[] = ['good', 'unknown', 'fair', 'poor']

/** The worst of the four lights. */
export function worstLevel(seam: ToldSeam): SeamLevel {
  return LIGHTS.map(name => seam[name].level).reduce((worst, level) =>
    ORDER.indexOf(level) > ORDER.indexOf(worst) ? level : worst,
  )
}
