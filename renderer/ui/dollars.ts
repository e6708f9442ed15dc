import type { MicroUsd } from '#model/clip-price.ts'
import { decimalDollars } from '#model/money.ts'

/** An exact amount as people read it: `$4.20`, `$0.0125`; whole dollars without their cents where there is little room. */
export function dollars(microUsd: MicroUsd, size: 'normal' | 'short' = 'normal'): string {
  const text = decimalDollars(microUsd)
  return `$${size === 'short' ? text.replace(/\.00$/, '') : text}`
}
