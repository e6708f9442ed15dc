import { texts } from '../../texts.ts'

/** `2 min left`; nothing while nobody can tell. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) return ''
  return seconds < 60
    ? texts.outbox.secondsLeft(Math.ceil(seconds))
    : texts.outbox.minutesLeft(Math.round(seconds / 60))
}
