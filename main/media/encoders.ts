import { runFfmpeg, type FfmpegProgram } from './ffmpeg.ts'

/** What each ffmpeg can write; asked once, since it takes a process. */
const known = new Map<string, Promise<string>>()

/** Whether an ffmpeg was built with an encoder. */
export async function hasEncoder(ffmpeg: Pick<FfmpegProgram, 'path' | 'version'>, name: string): Promise<boolean> {
  const key = `${ffmpeg.path} ${ffmpeg.version}`
  let listing = known.get(key)
  if (!listing) {
    listing = encodersOf(ffmpeg)
    known.set(key, listing)
    // A failure says nothing about the next time.
    listing.catch(() => known.delete(key))
  }
  return new RegExp(String.raw`^ [VA]\S+ ${name} `, 'm').test(await listing)
}

async function encodersOf(ffmpeg: Pick<FfmpegProgram, 'path'>): Promise<string> {
  const chunks: Buffer[] = []
  await runFfmpeg(ffmpeg, ['-encoders'], { onStdout: chunk => void chunks.push(chunk) })
  return Buffer.concat(chunks).toString('utf8')
}
