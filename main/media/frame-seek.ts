import { SAMPLE_POINT } from '#model/sample-point.ts'
import { secondsFromFrames, secondsFromTicks, TICKS_PER_SECOND, type FrameRate, type Ticks } from '#model/time.ts'
import { decimalSeconds } from './ffmpeg-args.ts'
import type { VideoProbe } from './probe.ts'

/** Where in a source playing begins, counted from its first picture, and how fast it plays. */
export type SourceStart = {
  readonly startTicks: Ticks
  readonly speed: { readonly numerator: number; readonly denominator: number }
}

/**
 * Where to seek, and how the source's timestamps become film time (R4). Left to itself, ffmpeg makes timestamps count from the
 * seek point, rounded to the file's clock, which may be as coarse as its frames, and drops what begins before that point.
 * So the timestamps are kept, the seek only finds a key frame early enough, and the `fps` filter drops what is not shown.
 */
export function seekTo(
  source: SourceStart,
  probe: VideoProbe,
  rate: FrameRate,
): { readonly args: readonly string[]; readonly setpts: string } {
  const { numerator, denominator } = source.speed
  const early = secondsFromFrames(1 - SAMPLE_POINT, rate)
  // Asked for more than there is, the last picture is held.
  const start = Math.min(source.startTicks, probe.lastPictureTicks) / TICKS_PER_SECOND
  const begin = secondsFromTicks(probe.startTicks) + start
  const lead = (early * numerator) / denominator + secondsFromTicks(probe.longestPictureTicks)
  const at = decimalSeconds(Math.max(0, begin - lead))
  return {
    args: ['-copyts', ...(probe.hasIndex ? ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', at] : [])],
    setpts: `(PTS-(${decimalSeconds(begin)})/TB)*${denominator}/${numerator}+${decimalSeconds(early)}/TB`,
  }
}

/** Filters after `setpts` that give exactly so many frames of a film; a source that is over holds its last picture. */
export function exactFrames(rate: FrameRate, frames: number): string {
  return `fps=${rate.numerator}/${rate.denominator}:start_time=0:round=down:eof_action=pass,tpad=stop_mode=clone:stop=-1,trim=end_frame=${frames}`
}
