/** How a service says when to come again, as a number of milliseconds from now; undefined where it does not, or not in a way that can be read. */
export function retryAfterMs(headers: Pick<Headers, 'get'>, nowMs: number): number | undefined {
  const exact = Number(headers.get('retry-after-ms') ?? NaN)
  if (Number.isFinite(exact) && exact >= 0) return Math.min(exact, LONGEST_MS)
  const wish = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(wish)) return Math.min(Number(wish) * 1000, LONGEST_MS)
  const atMs = Date.parse(wish)
  if (Number.isNaN(atMs)) return undefined
  // By the service's own clock, where it tells it: ours may be wrong.
  const itsNowMs = Date.parse(headers.get('date') ?? '')
  return Math.min(Math.max(0, atMs - (Number.isNaN(itsNowMs) ? nowMs : itsNowMs)), LONGEST_MS)
}

/** Nobody means longer than a day. */
const LONGEST_MS = 24 * 3_600_000
