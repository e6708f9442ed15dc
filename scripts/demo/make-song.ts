import { once } from 'node:events'
import { rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { DemoForm } from './grid.ts'
import { renderDemoSong, type RenderedSong } from './song.ts'

export const DEMO_SONG_TAGS = {
  title: 'One Long Morning',
  artist: 'Flythrough',
  album: 'Flythrough Studio demo',
  date: '2026',
  comment: 'CC0: made in code by Flythrough Studio. Use it for anything.',
} as const

const SAMPLES_PER_CHUNK = 1 << 16

/** Renders the demo song and writes it as a tagged 16-bit FLAC to `outPath`, replacing what is there. */
export async function makeDemoSong(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  outPath: string,
  options: { form?: DemoForm; signal?: AbortSignal } = {},
): Promise<void> {
  const song = renderDemoSong(options)
  const path = resolve(outPath)
  const args = ['-v', 'error', '-f', 's16le', '-ar', `${song.sampleRate}`, '-ac', '2', '-i', 'pipe:0']
  for (const [name, text] of Object.entries(DEMO_SONG_TAGS)) args.push('-metadata', `${name}=${text}`)
  args.push('-c:a', 'flac', '-compression_level', '5', '-bitexact', '-f', 'flac', '-y', `file:${path}.part`)
  await runFfmpeg(ffmpeg, args, { signal: options.signal, input: stdin => writePcm(song, stdin) })
  await rename(`${path}.part`, path)
}

async function writePcm({ left, right }: RenderedSong, stdin: Writable): Promise<void> {
  for (let from = 0; from < left.length; from += SAMPLES_PER_CHUNK) {
    const count = Math.min(SAMPLES_PER_CHUNK, left.length - from)
    const chunk = Buffer.alloc(count * 4)
    for (let i = 0; i < count; i++) {
      chunk.writeInt16LE(Math.round(left[from + i]! * 32_767), i * 4)
      chunk.writeInt16LE(Math.round(right[from + i]! * 32_767), i * 4 + 2)
    }
    if (!stdin.write(chunk)) await once(stdin, 'drain')
  }
}
