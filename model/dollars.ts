import type { MicroUsd } from './clip-price.ts'

const MICRO_PER_CENT = 10_000

/** `$1,204.50`; what is less than a cent says so. */
export function dollars(microUsd: MicroUsd): string {
  if (microUsd > 0 && microUsd < MICRO_PER_CENT / 2) return 'under $0.01'
  const cents = Math.round(microUsd / MICRO_PER_CENT)
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `$${whole}.${String(cents % 100).padStart(2, '0')}`
}
