import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import { expect } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

const SOUND_RATE = 8_000
/** How much is compared at each end, and how far off it is looked for. */
const COMPARED_SECONDS = 2
const MOST_LAG_SECONDS = 0.2

/** What a finished film must be, read from the file itself: codecs, every frame, cuts where they were planned, the song in sync. */
export async function expectFinished(result: MakeResult, song: string, ffmpeg: FfmpegProgram): Promise<void> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(result.output) })
  try {
    const [picture, sound] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()])
    expect([picture?.codec, sound?.codec]).toEqual(['avc', 'aac'])
    expect([picture?.displayWidth, picture?.displayHeight]).toEqual(result.size)
    expect((await picture!.computePacketStats()).packetCount).toBe(result.frames)
  } finally {
    input.dispose()
  }
  const frameSeconds = result.fps[1] / result.fps[0]
  const [heard, played] = [await samplesOf(ffmpeg, song), await samplesOf(ffmpeg, result.output)]
  for (const end of ['start', 'end'] as const)
    expect(Math.abs(lagSeconds(heard, played, end)), end).toBeLessThan(frameSeconds)
}

/** Every cut lies on the film frame nearest to a beat, and the shots fill the film. */
export function expectCutsOnBeats({ shots, frames, fps }: MakeResult, beatSeconds: readonly number[]): void {
  const beatFrames = new Set(beatSeconds.map(seconds => Math.floor((seconds * fps[0]) / fps[1] + 0.5)))
  expect(shots.slice(1).filter(shot => !beatFrames.has(shot.startFrame))).toEqual([])
  expect([0, ...shots.map(shot => shot.endFrame)]).toEqual([...shots.map(shot => shot.startFrame), frames])
}

async function samplesOf(ffmpeg: FfmpegProgram, path: string): Promise<Float32Array> {
  const chunks: Buffer[] = []
  const raw = ['-f', 'f32le', '-ac', '1', '-ar', `${SOUND_RATE}`, 'pipe:1']
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', `file:${path}`, '-map', '0:a:0', ...raw], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return new Float32Array(new Uint8Array(Buffer.concat(chunks)).buffer)
}

/** How much later the film plays what the song has there: where the two look most alike. */
function lagSeconds(song: Float32Array, film: Float32Array, end: 'start' | 'end'): number {
  const most = MOST_LAG_SECONDS * SOUND_RATE
  const length = COMPARED_SECONDS * SOUND_RATE
  const from = end === 'start' ? most : Math.min(song.length, film.length) - length - most
  let best = { lag: 0, likeness: -Infinity }
  for (let lag = -most; lag <= most; lag += 1) {
    let likeness = 0
    for (let at = from; at < from + length; at += 1) likeness += song[at]! * film[at + lag]!
    if (likeness > best.likeness) best = { lag, likeness }
  }
  return best.lag / SOUND_RATE
}
