import { stat, writeFile } from 'node:fs/promises'
import { secondsFromFrames, type FrameRange, type FrameRate } from '#model/time.ts'
import { concatList, fileArg, type ConcatEntry } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { timescaleOf } from './encoder-args.ts'

/** What players show of a film. */
export type FilmTags = {
  readonly title?: string | null | undefined
  readonly artist?: string | null | undefined
  readonly album?: string | null | undefined
  readonly comment?: string | null | undefined
}

export type JoinRequest = {
  readonly pieces: readonly (FrameRange & { readonly path: string })[]
  readonly soundPath: string | undefined
  readonly container: 'mp4' | 'mov'
  readonly rate: FrameRate
  readonly tags: FilmTags
  /** Where the list of pieces is written. */
  readonly listPath: string
  readonly outputPath: string
}

const QUIET_MS = 60_000
const SLOWEST_BYTES_PER_SECOND = 1e6

/** Joins pieces and sound into one file without encoding anything. */
export async function joinPieces(
  request: JoinRequest,
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { pieces, soundPath, container, rate, tags, listPath, outputPath } = request
  await writeFile(listPath, concatList(entriesOf(pieces, rate)))
  const inputs = ['-f', 'concat', '-safe', '0', '-i', fileArg(listPath)]
  const maps = ['-map', '0:v:0']
  if (soundPath !== undefined) {
    inputs.push('-i', fileArg(soundPath))
    maps.push('-map', '1:a:0')
  }
  const args = [
    ['-loglevel', 'warning'],
    inputs,
    maps,
    ['-c', 'copy', '-map_metadata', '-1', ...tagArgs(tags)],
    ['-video_track_timescale', `${timescaleOf(rate)}`, '-movflags', '+faststart'],
    ['-f', container, '-y', fileArg(outputPath)],
  ].flat()
  await runFfmpeg(ffmpeg, args, { signal, stallTimeoutMs: await patienceMs(pieces) })
}

/**
 * ffmpeg adds up the lengths beside the files, in whole microseconds. So places are rounded, not lengths: rounding errors
 * never add up, however many pieces there are.
 */
function entriesOf(pieces: JoinRequest['pieces'], rate: FrameRate): ConcatEntry[] {
  const microseconds = (frame: number): number => Math.round(secondsFromFrames(frame, rate) * 1e6)
  return pieces.map(({ path, startFrame, endFrame }) => ({
    path,
    seconds: (microseconds(endFrame) - microseconds(startFrame)) / 1e6,
  }))
}

/** At its end ffmpeg moves all bytes to put the index before them, and says nothing meanwhile: on slow disks for minutes. */
async function patienceMs(pieces: JoinRequest['pieces']): Promise<number> {
  let bytes = 0
  for (const { path } of pieces) bytes += (await stat(path)).size
  return QUIET_MS + (bytes / SLOWEST_BYTES_PER_SECOND) * 1000
}

function tagArgs(tags: FilmTags): string[] {
  const names = ['title', 'artist', 'album', 'comment'] as const
  return names.flatMap(name => (tags[name] ? ['-metadata', `${name}=${tags[name]}`] : []))
}
