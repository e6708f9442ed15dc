import { assertNever } from '#model/assert-never.ts'
import type { ModelLengths, ModelPrice } from '#model/catalogue.ts'
import { dollars } from '#model/dollars.ts'
import { texts } from '../../../texts.ts'
import { hundredths } from '../../../ui/hundredths.ts'

const { models: words } = texts.services

/** What a clip of a model costs; of one whose price depends on the size, the least. */
export function priceWords(price: ModelPrice): string {
  switch (price.kind) {
    case 'free':
      return words.free
    case 'unknown':
      return words.unknown
    case 'per-clip':
      return words.perClip(dollars(price.microUsd))
    case 'per-second': {
      const all = [price.microUsd, ...(price.byHeight ?? []).map(({ microUsd }) => microUsd)]
      const least = dollars(Math.min(...all))
      return new Set(all).size === 1 ? words.perSecond(least) : words.perSecondFrom(least)
    }
    default:
      return assertNever(price)
  }
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** A day of the calendar: `24 Sept 2026`. */
export function dayWords(isoDay: string): string {
  return DAY.format(new Date(isoDay))
}

/** Which lengths a model makes; many that follow each other as a span. */
export function lengthWords(lengths: ModelLengths): string {
  if (lengths.kind === 'any') return words.span(hundredths(lengths.minSeconds), hundredths(lengths.maxSeconds))
  const sorted = lengths.seconds.toSorted((a, b) => a - b)
  const [first] = sorted
  const isRow = sorted.length > 3 && sorted.every((seconds, index) => seconds === first! + index)
  return isRow
    ? words.span(hundredths(first!), hundredths(sorted.at(-1)!))
    : words.seconds(sorted.map(hundredths).join(', '))
}
