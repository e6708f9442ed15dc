import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Clip, Sequence, TrackItem } from '#model/sequence.ts'
import { ticks, ticksFromSeconds, type FrameRate } from '#model/time.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { writeBarCodeClip, type BarCodeClip } from './bar-code.ts'

export const SIZE = { width: 320, height: 180 }

export const rate = (numerator: number, denominator = 1): FrameRate => ({ numerator, denominator })

/** A folder with sources, a cache and a work folder; media are named by their file. */
export type RenderWorld = {
  readonly folder: string
  readonly cacheDir: string
  readonly workDir: string
  readonly ffmpeg: FfmpegProgram
  mediaPath(id: MediaId): string
  /** Writes a source of numbered pictures; the medium has the name of its number. */
  clip(clip: number, change?: Partial<BarCodeClip>): Promise<BarCodeClip>
  remove(): void
}

export async function createRenderWorld(name: string): Promise<RenderWorld> {
  // The odd name holds what paths may hold and ffmpeg might stumble over.
  const folder = mkdtempSync(join(tmpdir(), `render 100% it's [${name}] ünï 🎬 #1, a;b=c -`))
  const { ffmpeg } = await findFfmpeg()
  const [cacheDir, workDir] = [join(folder, 'cache'), join(folder, 'work')]
  mkdirSync(workDir)
  const paths = new Map<string, string>()
  return {
    folder,
    cacheDir,
    workDir,
    ffmpeg,
    mediaPath(id) {
      const path = paths.get(id)
      if (!path) throw new Error(`no medium ${id}`)
      return path
    },
    async clip(number, change = {}) {
      const clip: BarCodeClip = {
        path: join(folder, `-take ${number} 'a' %d.mp4`),
        clip: number,
        pictures: 60,
        rate: rate(24),
        ...SIZE,
        ...change,
      }
      await writeBarCodeClip(clip, ffmpeg)
      paths.set(`${number}`, clip.path)
      return clip
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function clipOf(
  number: number,
  frameCount: number,
  change: Partial<Clip> & { startSeconds?: number } = {},
): Clip {
  const { startSeconds, ...rest } = change
  return {
    kind: 'clip',
    id: `item-${number}` as ItemId,
    shotId: `shot-${number}` as ShotId,
    source: { kind: 'take', takeId: `take-${number}` as TakeId, mediaId: `${number}` as MediaId },
    frameCount,
    sourceStartTicks: ticksFromSeconds(startSeconds ?? 0),
    speed: { numerator: 1, denominator: 1 },
    ...rest,
  }
}

export function dissolveOf(inFrames: number, outFrames: number): TrackItem {
  return { kind: 'transition', id: 'dissolve' as ItemId, style: 'dissolve', inFrames, outFrames }
}

export function sequenceOf(items: readonly TrackItem[], change: Partial<Sequence> = {}): Sequence {
  const frames = items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
  return {
    id: 'sequence' as SequenceId,
    projectId: 'project' as ProjectId,
    name: 'cut',
    rate: rate(24),
    ...SIZE,
    film: { headFrames: 0, songFrames: frames, tailFrames: 0 },
    tracks: [{ kind: 'picture', name: 'V1', items }],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...change,
  }
}

/** A sequence's tracks with a song beneath them, from the film's first frame. */
export function withSong(sequence: Sequence, mediaId: string, startSeconds = 0): Sequence {
  const song: Clip = {
    ...clipOf(0, sequence.film.songFrames),
    source: { kind: 'song', mediaId: mediaId as MediaId },
    sourceStartTicks: ticks(ticksFromSeconds(startSeconds)),
  }
  return { ...sequence, tracks: [...sequence.tracks, { kind: 'sound', name: 'A1', items: [song] }] }
}
