import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

/** One MD5 for each decoded picture of a video, in order. */
export async function frameHashes(ffmpeg: FfmpegProgram, path: string): Promise<string[]> {
  const chunks: Buffer[] = []
  await runFfmpeg(ffmpeg, ['-i', `file:${path}`, '-map', '0:v:0', '-f', 'framemd5', 'pipe:1'], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(',').at(-1)!.trim())
}

/** One MD5 of the decoded sound of a file. */
export async function soundHash(ffmpeg: FfmpegProgram, path: string): Promise<string> {
  const chunks: Buffer[] = []
  await runFfmpeg(ffmpeg, ['-i', `file:${path}`, '-map', '0:a:0', '-f', 'md5', 'pipe:1'], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks).toString('utf8').trim()
}
