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
import { ticks, ticksFromSeconds } from '#model/time.ts'
import { timingOf } from './frame-timing.ts'
import { unreadable } from './probe-errors.ts'
import type { Colours, VideoProbe } from './probe.ts'
import { hasPlausibleTables } from './sample-tables.ts'

/**
 * What a video file's own packets say; null for a container that mediabunny does not know. Of a damaged file it may never
 * come to an end, nor let go of the thread: only for a thread that can be ended. `beat` is called as it gets on.
 * Rejects with StudioError `video/unreadable`.
 */
export async function probeFile(path: string, beat: () => void): Promise<VideoProbe | null> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  try {
    if (!(await hasPlausibleTables(path))) throw unreadable(path)
    const track = (await canRead(input)) ? await input.getPrimaryVideoTrack() : null
    return track ? await probePackets(input, track, path, beat) : null
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw unreadable(path, error)
  } finally {
    input.dispose()
  }
}

async function canRead(input: Input): Promise<boolean> {
  try {
    return await input.canRead()
  } catch {
    return false
  }
}

/** In packets. */
const BEAT_EVERY = 1000

/**
 * A video that was cut without encoding still holds the pictures from its last key frame on, at times before 0. They are
 * never shown, and ffmpeg begins at 0 with the first that is, also where the cut lies inside a picture.
 */
async function probePackets(input: Input, track: InputVideoTrack, path: string, beat: () => void): Promise<VideoProbe> {
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
    if (timestampsTicks.length % BEAT_EVERY === 0) beat()
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
