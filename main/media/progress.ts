import { scaleRound, ticks, type Ticks } from '#model/time.ts'

/** How far an ffmpeg run has come: frames given to the encoder, and the end of what is written so far. */
export type FfmpegProgress = { readonly frame: number; readonly outTimeTicks: Ticks }

export type ProgressParser = {
  /** Takes the next piece of `-progress` output, cut anywhere; answers the newest complete report in it, if any. */
  push(text: string): FfmpegProgress | undefined
}

const TICKS_PER_MICROSECOND = { numerator: 7056, denominator: 10 }

/**
 * Reads what ffmpeg writes for `-progress`: `key=value` lines, each report closed by a `progress=` line.
 * `out_time_us` is `N/A` until something was written, and can be negative while encoders are being primed.
 */
export function createProgressParser(): ProgressParser {
  let rest = ''
  let frame = 0
  let outTimeTicks = ticks(0)
  return {
    push(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      let report: FfmpegProgress | undefined
      for (const line of lines) {
        const equals = line.indexOf('=')
        const value = line.slice(equals + 1).trim()
        switch (line.slice(0, equals)) {
          case 'frame':
            if (/^\d+$/.test(value)) frame = Number(value)
            break
          case 'out_time_us':
            if (/^\d+$/.test(value)) outTimeTicks = ticksFromMicroseconds(Number(value))
            break
          case 'progress':
            report = { frame, outTimeTicks }
            break
          default:
        }
      }
      return report
    },
  }
}

function ticksFromMicroseconds(microseconds: number): Ticks {
  return ticks(scaleRound(microseconds, TICKS_PER_MICROSECOND.numerator, TICKS_PER_MICROSECOND.denominator))
}
