import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type EncodedPacket, type InputTrack } from 'mediabunny'
import { StudioError } from '#model/errors.ts'
import { secondsFromFrames, type FrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

/** What a file must be; without a picture, `frames` is how long it sounds. */
export type Expected = {
  readonly frames: number
  readonly rate: FrameRate
  readonly hasPicture: boolean
  readonly hasSound: boolean
}

/** The length of one packet of AAC: sound may end so much late, and not at all early. */
const AAC_PACKET_SECONDS = 1024 / 48_000
/** Timestamps are whole units of the file's clock, read as floating seconds. */
const EXACT_SECONDS = 1e-6

/** What was found in a file. Lengths and delays in seconds, as its timestamps say. */
export type FilmFacts = {
  readonly frames: number
  readonly pictureSeconds: number
  /** Null in a film without sound. */
  readonly soundSeconds: number | null
  readonly soundPackets: number
  /** How far sound and picture are apart at the film's ends, at most. */
  readonly syncOffSeconds: number
}

type Examined =
  | { readonly fault: string; readonly facts?: undefined }
  | { readonly fault?: undefined; readonly facts: FilmFacts }

/**
 * Checks by packets and timestamps alone that a file holds every frame at its time and sound from start to end, and answers
 * what it holds, or what is wrong with it.
 */
export async function examineFilm(path: string, expected: Expected): Promise<Examined> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  try {
    const [picture, sound] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()])
    const fault = await pictureFault(picture, expected)
    if (fault !== undefined) return { fault }
    const heard = await soundIn(sound, expected)
    if (typeof heard === 'string') return { fault: heard }
    const pictureSeconds = secondsFromFrames(expected.frames, expected.rate)
    const ends = heard ? [heard.startSeconds, Math.max(0, heard.endSeconds - pictureSeconds - AAC_PACKET_SECONDS)] : [0]
    const facts: FilmFacts = {
      frames: expected.frames,
      pictureSeconds,
      soundSeconds: heard?.endSeconds ?? null,
      soundPackets: heard?.packets ?? 0,
      syncOffSeconds: Math.max(0, ...ends.map(Math.abs)),
    }
    return { facts }
  } catch (error) {
    return { fault: `it cannot be read (${error instanceof Error ? error.message : String(error)})` }
  } finally {
    input.dispose()
  }
}

/** Only what is wrong with a file, as examineFilm finds it, or undefined. */
export async function findFault(path: string, expected: Expected): Promise<string | undefined> {
  return (await examineFilm(path, expected)).fault
}

/** So many packets are read before others have their turn: a film has thousands, and this is the process of the window. */
const PACKETS_AT_ONCE = 200

/** The packets of a track, without what is in them. */
async function* packetsOf(track: InputTrack): AsyncGenerator<EncodedPacket, void> {
  let count = 0
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    yield packet
    count += 1
    if (count % PACKETS_AT_ONCE === 0) await nextTurn()
  }
}

async function pictureFault(track: InputTrack | null, expected: Expected): Promise<string | undefined> {
  const { frames, rate, hasPicture } = expected
  if (!hasPicture) return undefined
  if (!track) return 'it has no picture'
  const times: number[] = []
  for await (const packet of packetsOf(track)) {
    times.push(packet.timestamp)
  }
  if (times.length !== frames) return `it has ${times.length} frames instead of ${frames}`
  const wrong = times
    .toSorted((a, b) => a - b)
    .findIndex((time, frame) => Math.abs(time - secondsFromFrames(frame, rate)) > EXACT_SECONDS)
  if (wrong >= 0) return `frame ${wrong} is not at its time`
  return (await hasLastPacket(track)) ? undefined : 'its last frame is cut off'
}

/** A cut-off file may still list all its packets: only the last one's bytes show that they are there. */
async function hasLastPacket(track: InputTrack): Promise<boolean> {
  const packet = await new EncodedPacketSink(track).getPacket(Infinity)
  return packet !== null && packet.data.byteLength > 0
}

type Heard = { readonly startSeconds: number; readonly endSeconds: number; readonly packets: number }

/** What sounds, null where nothing should, or in words what is wrong. */
async function soundIn(track: InputTrack | null, { frames, rate, hasSound }: Expected): Promise<Heard | null | string> {
  if (!hasSound) return track ? 'it has sound where none belongs' : null
  if (!track) return 'it has no sound'
  let [startSeconds, endSeconds, packets] = [Infinity, 0, 0]
  for await (const packet of packetsOf(track)) {
    startSeconds = Math.min(startSeconds, packet.timestamp)
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration)
    packets += 1
  }
  const length = secondsFromFrames(frames, rate)
  if (startSeconds > EXACT_SECONDS) return `its sound begins ${startSeconds.toFixed(3)} s late`
  if (endSeconds < length - 1e-3 || endSeconds > length + AAC_PACKET_SECONDS + 1e-3) {
    return `its sound is ${endSeconds.toFixed(3)} s long instead of ${length.toFixed(3)}`
  }
  if (!(await hasLastPacket(track))) return 'the end of its sound is cut off'
  return { startSeconds: Math.max(0, startSeconds), endSeconds, packets }
}

type Decoder = {
  readonly ffmpeg: Pick<FfmpegProgram, 'path'>
  readonly workDir: string
  readonly signal?: AbortSignal | undefined
}

/** The thorough way: decodes everything. Answers what is wrong, or undefined. */
export async function findFaultByDecoding(
  path: string,
  expected: Expected,
  { ffmpeg, workDir, signal }: Decoder,
): Promise<string | undefined> {
  // The null muxer opens no file. Its name is there to show whose ffmpeg this is, should it outlive us.
  const nowhere = fileArg(join(workDir, 'decoded'))
  try {
    const args = [
      ...['-loglevel', 'error', '-xerror', '-i', fileArg(path)],
      ...['-fps_mode', 'passthrough', '-f', 'null', nowhere],
    ]
    const { progress, stderrTail } = await runFfmpeg(ffmpeg, args, { signal })
    if (expected.hasPicture && progress.frame !== expected.frames)
      return `${progress.frame} of its ${expected.frames} frames can be decoded`
    return stderrTail.trim() === '' ? undefined : `ffmpeg found fault with it: ${stderrTail.trim().split('\n')[0]}`
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof StudioError && error.code === 'ffmpeg/failed') return `it cannot be decoded (${error.message})`
    throw error
  }
}
