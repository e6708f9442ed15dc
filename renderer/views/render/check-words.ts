import type { CheckKind } from '#model/checks/check.ts'
import { MOST_FLASHES } from '#model/checks/flashing.ts'
import type { FilmCheck, RenderCut } from '#model/contract/renders-contract.ts'
import { secondsFromFrames } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { filmLength } from './time-words.ts'

type Place = FilmCheck['places'][number]

/** So many shots are named beside a finding; the rest is counted. */
const NAMED = 6

/** A row of the check list in words: what was found, and where. */
export function checkTitle({ kind, verdict, count }: FilmCheck): string {
  return verdict === 'fine' ? texts.render.fine[kind] : texts.render.found[kind](count)
}

export function checkDetail(check: FilmCheck, rate: RenderCut['rate']): string {
  const { checked, shots, usesNewest, at } = texts.render
  const { kind, verdict, total, places, count } = check
  if (verdict === 'fine') return checked[COUNTED[kind]](total)
  const [first] = places
  if (count === 1 && first) {
    const where = [
      placeName(first),
      at(
        filmLength(secondsFromFrames(first.frame, rate)),
        kind === 'off-beat' || kind === 'flashing' ? first.bar : null,
      ),
    ]
    return [...where, placeAmount(kind, first)].filter(part => part !== '').join(', ')
  }
  const numbers = [...new Set(places.flatMap(({ shotNumber }) => shotNumber ?? []))]
  if (numbers.length === 0)
    return places
      .slice(0, 3)
      .map(place => placeTime(place, rate))
      .join('; ')
  const named = shots(numbers.slice(0, NAMED), Math.max(0, numbers.length - NAMED))
  return kind === 'not-chosen' ? `${named} ${usesNewest}` : named
}

const COUNTED: Readonly<Record<CheckKind, keyof typeof texts.render.checked>> = {
  'missing-files': 'files',
  'missing-takes': 'clips',
  gaps: 'clips',
  'held-pictures': 'clips',
  'not-chosen': 'clips',
  'off-beat': 'cuts',
  flashing: 'frames',
  'small-pictures': 'clips',
  song: 'frames',
}

/** Whose place it is. */
export function placeName({ shotNumber }: Place): string {
  return shotNumber === null ? '' : texts.render.shot(shotNumber)
}

/** When it is, with the bar. */
export function placeTime({ frame, bar }: Place, rate: RenderCut['rate']): string {
  return texts.render.at(filmLength(secondsFromFrames(frame, rate)), bar)
}

/** By how much it is so; empty for what is so or not. */
export function placeAmount(kind: CheckKind, { amount }: Place): string {
  const { framesEarly, framesLate, framesBlack, framesHeld, enlarged } = texts.render
  switch (kind) {
    case 'gaps':
      return framesBlack(amount)
    case 'held-pictures':
      return framesHeld(amount)
    case 'off-beat':
      return amount > 0 ? framesLate(amount) : framesEarly(-amount)
    case 'flashing':
      return texts.render.flashes(amount, MOST_FLASHES)
    case 'small-pictures':
      return enlarged(amount)
    case 'missing-files':
    case 'missing-takes':
    case 'not-chosen':
    case 'song':
      return ''
    default:
      return kind satisfies never
  }
}
