import { texts } from '../../texts.ts'

/** A duration as people say it: `50 s`, `3 min 10 s`, `11 min`. */
export function timeWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 60) return texts.render.seconds(whole)
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60]
  if (minutes >= 10) return texts.render.minutes(Math.round(whole / 60))
  return rest === 0 ? texts.render.minutes(minutes) : texts.render.minutesSeconds(minutes, rest)
}

/** A length of a film to a tenth of a second: `3:51.4`. */
export function filmLength(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600]
  return `${minutes}:${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`
}
