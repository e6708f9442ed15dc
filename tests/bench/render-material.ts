import { createHash } from 'node:crypto'
import { mkdir, rename, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ItemId, MediaId, SequenceId, TakeId } from '#model/ids.ts'
import { planRender, type RenderPlan } from '#model/render-plan.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { saveAssembled } from '#main/sequence/store.ts'

export const FILM = { rate: { numerator: 24, denominator: 1 }, width: 1920, height: 1080 } as const
export const PROJECT = 'bench'
const CLIPS = 55

export type Material = { readonly plan: RenderPlan; readonly mediaPath: (id: MediaId) => string }

type ClipRecipe = {
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly seconds: number
  readonly mbits: number
}

/** A third 1080p, the others 720p and portrait by turns; 4-12 s, 24 and 30 frames a second, 8-15 Mbit/s. */
function clipRecipe(number: number): ClipRecipe {
  const [width, height] = number % 3 === 0 ? [1920, 1080] : number % 3 === 1 ? [1280, 720] : [720, 1280]
  return {
    width,
    height,
    fps: number % 2 === 0 ? 24 : 30,
    seconds: 4 + ((number * 5) % 9),
    mbits: 8 + ((number * 3) % 8),
  }
}

/**
 * Cuts of 1.5 to 4 seconds through all clips, from places all over them, and a song beneath: a project in a new library.
 * Media are made once, kept, and linked into the library.
 */
export async function makeMaterial(libraryDir: string, seconds: number, ffmpeg: FfmpegProgram): Promise<Material> {
  const library = openLibrary(libraryDir, { log: line => console.error(line) })
  try {
    const { sequence, paths } = await fill(library, seconds, ffmpeg)
    return { plan: planRender(sequence), mediaPath: id => paths.get(id)! }
  } finally {
    library.close()
  }
}

async function fill(
  library: Library,
  seconds: number,
  ffmpeg: FfmpegProgram,
): Promise<{ sequence: Sequence; paths: ReadonlyMap<MediaId, string> }> {
  const made = join(tmpdir(), 'flythrough-render-bench')
  await mkdir(made, { recursive: true })
  const clips: Clip[] = []
  const ids = new Map<number, MediaId>()
  const wantedFrames = seconds * FILM.rate.numerator
  for (let index = 0, frames = 0; frames < wantedFrames; index += 1) {
    const number = index % CLIPS
    const recipe = clipRecipe(number)
    if (!ids.has(number)) {
      const path = await makeClip(made, number, recipe, ffmpeg)
      const { facts } = await probeVideo(path, ffmpeg)
      ids.set(number, await library.media.importFile(path, 'take', { link: true, facts }))
    }
    const frameCount = Math.min(wantedFrames - frames, 36 + ((index * 17) % 61))
    const spareSeconds = recipe.seconds - frameCount / FILM.rate.numerator
    clips.push(clipOf(ids.get(number)!, index, frameCount, spareSeconds * (((index * 7) % 10) / 10)))
    frames += frameCount
  }
  const songId = await library.media.importFile(await makeSong(made, seconds, ffmpeg), 'song', { link: true })
  const song: Clip = { ...clipOf(songId, clips.length, wantedFrames, 0), source: { kind: 'song', mediaId: songId } }
  const project = library.projects.create({ title: PROJECT, songId, seed: 1, ...FILM })
  const sequence: Sequence = {
    id: 'bench' as SequenceId,
    projectId: project.id,
    name: 'bench',
    ...FILM,
    film: { headFrames: 0, songFrames: wantedFrames, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items: clips },
      { kind: 'sound', name: 'A1', items: [song] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }
  saveAssembled(library.db, sequence)
  const paths = new Map([...ids.values(), songId].map(id => [id, library.media.pathOf(id)]))
  return { sequence, paths }
}

function clipOf(mediaId: MediaId, index: number, frameCount: number, startSeconds: number): Clip {
  return {
    kind: 'clip',
    id: `item-${index}` as ItemId,
    shotId: null,
    source: { kind: 'take', takeId: `take-${mediaId}` as TakeId, mediaId },
    frameCount,
    sourceStartTicks: ticksFromSeconds(startSeconds),
    speed: { numerator: 1, denominator: 1 },
  }
}

async function makeClip(folder: string, number: number, recipe: ClipRecipe, ffmpeg: FfmpegProgram): Promise<string> {
  const { width, height, fps, seconds, mbits } = recipe
  const source = `testsrc2=s=${width}x${height}:r=${fps},hue=h=${number * 6},noise=alls=10:allf=t:all_seed=${number + 1}`
  const rate = ['-b:v', `${mbits}M`, '-maxrate', `${mbits}M`, '-bufsize', `${mbits}M`]
  const picture = ['-f', 'lavfi', '-i', source, '-t', `${seconds}`, '-pix_fmt', 'yuv420p']
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '48', ...rate]
  return makeOnce(folder, `clip-${number}.mp4`, ffmpeg, [...picture, ...encoder])
}

async function makeSong(folder: string, seconds: number, ffmpeg: FfmpegProgram): Promise<string> {
  const noise = ['-f', 'lavfi', '-i', `anoisesrc=d=${seconds}:c=pink:r=44100:a=0.3`]
  return makeOnce(folder, 'song.mp3', ffmpeg, [...noise, '-ac', '2', '-b:a', '256k'])
}

/** A file's name holds the hash of what it is made by, so that a changed recipe is never answered with an older file. */
async function makeOnce(folder: string, name: string, ffmpeg: FfmpegProgram, args: readonly string[]): Promise<string> {
  const path = join(folder, `${createHash('sha256').update(args.join(' ')).digest('hex').slice(0, 8)}-${name}`)
  if (await stat(path).catch(() => undefined)) return path
  process.stderr.write(`making ${path}\n`)
  const part = path.replace(/(\.\w+)$/, '.part$1')
  await runFfmpeg(ffmpeg, [...args, '-y', fileArg(part)])
  await rename(part, path)
  return path
}
