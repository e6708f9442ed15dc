/** A number as people write lengths: hundredths at most, and no more than it has: `4`, `5.25`, `5.06`. */
export function hundredths(value: number): string {
  return String(Number(value.toFixed(2)))
}
