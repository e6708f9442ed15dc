import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  IsobmffInputFormat,
  MPEG_TS,
  type InputVideoTrack,
} from 'mediabunny'
import { StudioError } from '#model/errors.ts'
import type { VideoFacts } from '#model/take.ts'
import { ticks, ticksFromSeconds, type Ticks } from '#model/time.ts'
import { timingOf } from './frame-timing.ts'
import type { FfmpegProgram } from './ffmpeg.ts'
import { unreadable } from './probe-errors.ts'
import { probeWithFfmpeg } from './probe-ffmpeg.ts'

export type Colours = {
  /** How the file says that its colours are to be read; undefined where it says nothing. */
  readonly matrix: string | undefined
  /** Made for brighter screens and more colours than a film has: shown as it is, it looks pale. */
  readonly isHdr: boolean
}

/** What stands in a video file, read from its packets without decoding. */
export type VideoProbe = {
  readonly facts: VideoFacts
  /** When the first picture appears, on the file's own clock. */
  readonly startTicks: Ticks
  /** When the last picture appears, counted from the first. */
  readonly lastPictureTicks: Ticks
  /** The longest that one picture stands. */
  readonly longestPictureTicks: Ticks
  /** Pictures must be stretched to `facts` because their points are not square. */
  readonly hasSquarePixels: boolean
  /** The file lists its key frames, so that a seek finds the one before an instant. Broadcast streams do not. */
  readonly hasIndex: boolean
  readonly colour: Colours
  /** Tags that generators write prompts into. */
  readonly tags: { readonly title?: string; readonly comment?: string; readonly description?: string }
}

/**
 * Reads a video file: mediabunny for what it knows, ffmpeg's packet list for the rest (avi, mpeg-2 ...).
 * Rejects with StudioError `video/unreadable`, or `video/no-picture` for a sound file.
 */
export async function probeVideo(path: string, ffmpeg: Pick<FfmpegProgram, 'path'>): Promise<VideoProbe> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  try {
    const track = (await canRead(input)) ? await input.getPrimaryVideoTrack() : null
    if (track) return await probePackets(input, track, path)
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw unreadable(path, error)
  } finally {
    input.dispose()
  }
  return probeWithFfmpeg(path, ffmpeg)
}

async function canRead(input: Input): Promise<boolean> {
  try {
    return await input.canRead()
  } catch {
    return false
  }
}

/**
 * A video that was cut without encoding still holds the pictures from its last key frame on, at times before 0. They are
 * never shown, and ffmpeg begins at 0 with the first that is, also where the cut lies inside a picture.
 */
async function probePackets(input: Input, track: InputVideoTrack, path: string): Promise<VideoProbe> {
  const hasEdits = (await input.getFormat()) instanceof IsobmffInputFormat
  const timestampsTicks: number[] = []
  let isCut = false
  let last = { timestampTicks: -Infinity, durationTicks: 0 }
  const sink = new EncodedPacketSink(track)
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    const timestampTicks = ticksFromSeconds(packet.timestamp)
    if (hasEdits && timestampTicks < 0) {
      isCut = true
      continue
    }
    timestampsTicks.push(timestampTicks)
    if (timestampTicks > last.timestampTicks) {
      last = { timestampTicks, durationTicks: ticksFromSeconds(packet.duration) }
    }
  }
  if (timestampsTicks.length === 0) throw unreadable(path)
  await readLastPacket(sink, path)
  const timing = timingOf(timestampsTicks, last.durationTicks)
  const tags = await input.getMetadataTags()
  const { num, den } = track.pixelAspectRatio
  return {
    facts: {
      width: track.displayWidth,
      height: track.displayHeight,
      rate: timing.rate,
      frameCount: timestampsTicks.length,
      durationTicks: timing.durationTicks,
    },
    startTicks: isCut ? ticks(0) : timing.startTicks,
    lastPictureTicks: timing.lastPictureTicks,
    longestPictureTicks: timing.longestPictureTicks,
    hasSquarePixels: num === den,
    hasIndex: (await input.getFormat()) !== MPEG_TS,
    colour: await colourOf(track),
    tags: {
      ...(tags.title === undefined ? {} : { title: tags.title }),
      ...(tags.comment === undefined ? {} : { comment: tags.comment }),
      ...(tags.description === undefined ? {} : { description: tags.description }),
    },
  }
}

/** A cut-off file may still list all its packets: only the last one's bytes show that they are there. */
async function readLastPacket(sink: EncodedPacketSink, path: string): Promise<void> {
  const packet = await sink.getPacket(Infinity)
  if (!packet || packet.data.byteLength === 0) throw unreadable(path)
}

async function colourOf(track: InputVideoTrack): Promise<Colours> {
  const { matrix, primaries, transfer } = await track.getColorSpace()
  return { matrix: matrix ?? undefined, isHdr: transfer === 'pq' || transfer === 'hlg' || primaries === 'bt2020' }
}
