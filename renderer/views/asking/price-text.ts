import type { Price } from '#model/money.ts'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'

const words = texts.asking

/** A price in words: `$12.80`, `Free`, `$4.00 and 3 takes whose price is not known`. */
export function priceText({ microUsd, unpricedTakes }: Pick<Price, 'microUsd' | 'unpricedTakes'>): string {
  if (unpricedTakes === 0) return microUsd === 0 ? words.isFree : dollars(microUsd)
  return microUsd === 0 ? words.notKnown : `${dollars(microUsd)} ${words.andUnknown(unpricedTakes)}`
}
