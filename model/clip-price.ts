import { assertNever } from './assert-never.ts'
import type { ModelPrice } from './catalogue.ts'
import { TICKS_PER_SECOND, type Ticks } from './time.ts'

/** Millionths of a US dollar. */
export type MicroUsd = number

/** What floating point adds to a whole number at most. */
const ROUNDING = 1e-6

/**
 * What one clip is expected to cost, rounded up; 0 of what is free, null where nobody says before. Services bill whole seconds of
 * some models: the ask is one of the lengths a model allows, so nothing is added for that.
 */
export function clipPrice(
  price: ModelPrice,
  { askTicks, height, width }: { readonly askTicks: Ticks; readonly width: number; readonly height: number },
): MicroUsd | null {
  switch (price.kind) {
    case 'free':
      return 0
    case 'unknown':
      return null
    case 'per-clip':
      return price.microUsd
    case 'per-second':
      return Math.ceil((askTicks / TICKS_PER_SECOND) * secondPrice(price, { width, height }) - ROUNDING)
    default:
      return assertNever(price)
  }
}

/** What a second of this size costs. */
export function secondPrice(
  { microUsd, byHeight = [] }: Extract<ModelPrice, { kind: 'per-second' }>,
  { width, height }: { readonly width: number; readonly height: number },
): MicroUsd {
  // The lines of a picture that stands upright count across.
  const lines = Math.min(width, height)
  const fitting = byHeight.filter(({ maxHeight }) => lines <= maxHeight)
  return fitting.toSorted((a, b) => a.maxHeight - b.maxHeight)[0]?.microUsd ?? microUsd
}
