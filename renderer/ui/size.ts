const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people read it: `640 kB`, `1.4 GB`. A kB is a thousand, as file managers count. */
export function sizeText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const rounded = step === 0 || value >= 99.95 ? Math.round(value) : Math.round(10 * value) / 10
  return `${rounded} ${UNITS[step]}`
}
