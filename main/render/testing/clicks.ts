import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

/** Writes a song that clicks once every half second, first after a quarter. The file's ending chooses its format. */
export async function writeClickSong(
  path: string,
  seconds: number,
  ffmpeg: Pick<FfmpegProgram, 'path'>,
): Promise<void> {
  const click = 'if(between(mod(t+0.25,0.5),0,0.005),0.8*sin(2*PI*2000*t),0)'
  const source = `aevalsrc=exprs='${click}|${click}':s=44100:d=${seconds}`
  await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', source, '-y', fileArg(path)])
}

/** Decodes the sound of a file: its length and where its clicks begin, in samples at 48 kHz. */
export async function readClicks(
  path: string,
  ffmpeg: Pick<FfmpegProgram, 'path'>,
): Promise<{ readonly samples: number; readonly clicks: readonly number[] }> {
  const chunks: Buffer[] = []
  await runFfmpeg(ffmpeg, ['-i', fileArg(path), '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le', 'pipe:1'], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  const bytes = Buffer.concat(chunks)
  const clicks: number[] = []
  let quietSince = -Infinity
  const samples = bytes.length / 2
  for (let i = 0; i < samples; i += 1) {
    if (Math.abs(bytes.readInt16LE(i * 2)) < 8000) continue
    if (i - quietSince > 4800) clicks.push(i)
    quietSince = i
  }
  return { samples, clicks }
}
