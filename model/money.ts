import type { MicroUsd } from './clip-price.ts'

const MICRO_DIGITS = 6

/** An amount as an exact decimal number of dollars, with two digits after the point or as many as it needs: `0.80`, `0.0125`. */
export function decimalDollars(microUsd: MicroUsd): string {
  const digits = String(Math.abs(microUsd)).padStart(MICRO_DIGITS + 1, '0')
  const cents = digits.slice(-MICRO_DIGITS).replace(/0{1,4}$/, '')
  return `${microUsd < 0 ? '-' : ''}${digits.slice(0, -MICRO_DIGITS)}.${cents}`
}

/** More than this nobody means. */
export const MOST_DOLLARS = 1_000_000

/** The amount that a person has written as dollars: `50`, `$12.50`, `1,200`; null where that is none, or finer than a millionth. */
export function parseDollars(text: string): MicroUsd | null {
  const match = /^\$?\s*(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (!match) return null
  const microUsd = Number(`${match[1]!.replaceAll(',', '')}${(match[2] ?? '').padEnd(MICRO_DIGITS, '0')}`)
  return microUsd <= MOST_DOLLARS * 1_000_000 ? microUsd : null
}

/** What a project may cost (null = nothing paid goes out), and has cost. */
export type Spending = { readonly capMicroUsd: MicroUsd | null; readonly spentMicroUsd: MicroUsd }

/** How a project stands: with it what waits to be sent is expected to cost. */
export type ProjectMoney = Spending & { readonly reservedMicroUsd: MicroUsd }

/**
 * Whether the cap leaves room for one more clip (SPEC Q16). What nobody knows the price of (null) may go as long as there is any
 * room; what is free always.
 */
export function isCovered(estimateMicroUsd: MicroUsd | null, { capMicroUsd, spentMicroUsd }: Spending): boolean {
  if (estimateMicroUsd === 0) return true
  return capMicroUsd !== null && spentMicroUsd + (estimateMicroUsd ?? 1) <= capMicroUsd
}

/**
 * How many of these clips, in their order, would wait for a higher cap if they were asked for now, behind all that waits already.
 * The first that has no room holds the paid ones after it.
 */
export function countHeld(estimates: readonly (MicroUsd | null)[], money: ProjectMoney): number {
  const paid = estimates.filter(estimate => estimate !== 0)
  let spentMicroUsd = money.spentMicroUsd + money.reservedMicroUsd
  for (const [index, estimate] of paid.entries()) {
    if (!isCovered(estimate, { capMicroUsd: money.capMicroUsd, spentMicroUsd })) return paid.length - index
    spentMicroUsd += estimate ?? 0
  }
  return 0
}

/** What several clips come to: the sum of the known prices, and how many have none. */
export type Price = { readonly takes: number; readonly microUsd: MicroUsd; readonly unpricedTakes: number }

export function sumPrices(estimates: readonly (MicroUsd | null)[]): Price {
  return {
    takes: estimates.length,
    microUsd: estimates.reduce<MicroUsd>((sum, estimate) => sum + (estimate ?? 0), 0),
    unpricedTakes: estimates.filter(estimate => estimate === null).length,
  }
}

export function isSamePrice(a: Price, b: Price): boolean {
  return a.takes === b.takes && a.microUsd === b.microUsd && a.unpricedTakes === b.unpricedTakes
}
