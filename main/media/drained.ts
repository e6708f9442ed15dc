import { setTimeout as delay } from 'node:timers/promises'

/**
 * Waits until pipes are read to their end after their program has ended; true when they were. Whoever inherited them (a
 * wrapper script's child) must not hold us up for ever: false when nothing has come for `graceMs`. `pulse` answers
 * undefined while the reader is at work on a chunk, else how many it has had.
 */
export async function drained(
  pipes: Promise<unknown>,
  pulse: () => number | undefined,
  graceMs: number,
): Promise<boolean> {
  const isRead = pipes.then(() => true)
  for (let before: number | undefined = -1, now = pulse(); now === undefined || now !== before; now = pulse()) {
    before = now
    const patience = new AbortController()
    const isOver = delay(graceMs, false, { signal: patience.signal }).catch(() => false)
    if (await Promise.race([isRead, isOver])) {
      patience.abort()
      return true
    }
  }
  return false
}
