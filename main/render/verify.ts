import { join } from 'node:path'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputTrack } from 'mediabunny'
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

/**
 * Checks by packets and timestamps alone that a file holds every frame at its time and sound from start to end.
 * Answers what is wrong with it, or undefined.
 */
export async function findFault(path: string, expected: Expected): Promise<string | undefined> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  try {
    const [picture, sound] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()])
    const fault = await pictureFault(picture, expected)
    return fault ?? (await soundFault(sound, expected))
  } catch (error) {
    return `it cannot be read (${error instanceof Error ? error.message : String(error)})`
  } finally {
    input.dispose()
  }
}

async function pictureFault(track: InputTrack | null, expected: Expected): Promise<string | undefined> {
  const { frames, rate, hasPicture } = expected
  if (!hasPicture) return undefined
  if (!track) return 'it has no picture'
  const times: number[] = []
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
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

async function soundFault(track: InputTrack | null, { frames, rate, hasSound }: Expected): Promise<string | undefined> {
  if (!hasSound) return track ? 'it has sound where none belongs' : undefined
  if (!track) return 'it has no sound'
  let [startSeconds, endSeconds] = [Infinity, 0]
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    startSeconds = Math.min(startSeconds, packet.timestamp)
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration)
  }
  const length = secondsFromFrames(frames, rate)
  if (startSeconds > EXACT_SECONDS) return `its sound begins ${startSeconds.toFixed(3)} s late`
  if (endSeconds < length - 1e-3 || endSeconds > length + AAC_PACKET_SECONDS + 1e-3) {
    return `its sound is ${endSeconds.toFixed(3)} s long instead of ${length.toFixed(3)}`
  }
  return (await hasLastPacket(track)) ? undefined : 'the end of its sound is cut off'
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
