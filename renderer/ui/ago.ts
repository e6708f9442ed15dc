import { texts } from '../texts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * A past moment as people say it: "2 h ago" on the same day, "yesterday" and "3 days ago" by calendar days up to a week,
 * then the date, with the year if it is another one.
 */
export function ago(thenMs: number, nowMs: number): string {
  const passedMs = nowMs - thenMs
  const days = calendarDaysBetween(thenMs, nowMs)
  if (passedMs < MINUTE_MS) return texts.ago.justNow
  if (passedMs < HOUR_MS) return texts.ago.minutes(Math.floor(passedMs / MINUTE_MS))
  if (days === 0) return texts.ago.hours(Math.floor(passedMs / HOUR_MS))
  if (days === 1) return texts.ago.yesterday
  if (days < 7) return texts.ago.days(days)
  const isThisYear = new Date(thenMs).getFullYear() === new Date(nowMs).getFullYear()
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(thenMs)
}

/** Rounded, because a day in which the clocks change is not 24 hours long. */
function calendarDaysBetween(thenMs: number, nowMs: number): number {
  return Math.round((startOfDayMs(nowMs) - startOfDayMs(thenMs)) / (24 * HOUR_MS))
}

function startOfDayMs(timeMs: number): number {
  return new Date(timeMs).setHours(0, 0, 0, 0)
}
