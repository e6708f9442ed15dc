import type { MicroUsd } from './clip-price.ts'
import { decimalDollars } from './money.ts'

/** An exact amount as people read it: `$1,204.50`, `$0.0125`; whole dollars without their cents where there is little room. */
export function dollars(microUsd: MicroUsd, size: 'normal' | 'short' = 'normal'): string {
  const [whole = '', cents = ''] = decimalDollars(microUsd).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return size === 'short' && cents === '00' ? `$${grouped}` : `$${grouped}.${cents}`
}
