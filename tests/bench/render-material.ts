import { mkdir, rename, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ItemId, MediaId, ProjectId, SequenceId, TakeId } from '#model/ids.ts'
import { planRender, type RenderPlan } from '#model/render-plan.ts'
import type { Clip } from '#model/sequence.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

export const FILM = { rate: { numerator: 24, denominator: 1 }, width: 1920, height: 1080 } as const
const CLIPS = 55
const SONG = 'song'

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

/** Cuts of 1.5 to 4 seconds through all clips, from places all over them, and a song beneath. Media are made once and kept. */
export async function makeMaterial(seconds: number, ffmpeg: FfmpegProgram): Promise<Material> {
  const folder = join(tmpdir(), 'flythrough-render-bench')
  await mkdir(folder, { recursive: true })
  const clips: Clip[] = []
  const paths = new Map<string, string>()
  const wantedFrames = seconds * FILM.rate.numerator
  for (let index = 0, frames = 0; frames < wantedFrames; index += 1) {
    const number = index % CLIPS
    const recipe = clipRecipe(number)
    if (!paths.has(`${number}`)) paths.set(`${number}`, await makeClip(folder, number, recipe, ffmpeg))
    const frameCount = Math.min(wantedFrames - frames, 36 + ((index * 17) % 61))
    const spareSeconds = recipe.seconds - frameCount / FILM.rate.numerator
    clips.push(clipOf(number, index, frameCount, spareSeconds * (((index * 7) % 10) / 10)))
    frames += frameCount
  }
  paths.set(SONG, await makeSong(folder, seconds, ffmpeg))
  const song: Clip = { ...clipOf(0, 0, wantedFrames, 0), source: { kind: 'song', mediaId: SONG as MediaId } }
  const plan = planRender({
    id: 'bench' as SequenceId,
    projectId: 'bench' as ProjectId,
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
  })
  return { plan, mediaPath: id => paths.get(id)! }
}

function clipOf(number: number, index: number, frameCount: number, startSeconds: number): Clip {
  return {
    kind: 'clip',
    id: `item-${index}` as ItemId,
    shotId: null,
    source: { kind: 'take', takeId: `take-${number}` as TakeId, mediaId: `${number}` as MediaId },
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
  return makeOnce(join(folder, `clip-${number}.mp4`), ffmpeg, [...picture, ...encoder])
}

async function makeSong(folder: string, seconds: number, ffmpeg: FfmpegProgram): Promise<string> {
  const source = `anoisesrc=d=${seconds}:c=pink:r=44100:a=0.3`
  return makeOnce(join(folder, `song-${seconds}.mp3`), ffmpeg, [
    '-f',
    'lavfi',
    '-i',
    source,
    '-ac',
    '2',
    '-b:a',
    '256k',
  ])
}

async function makeOnce(path: string, ffmpeg: FfmpegProgram, args: readonly string[]): Promise<string> {
  if (await stat(path).catch(() => undefined)) return path
  process.stderr.write(`making ${path}\n`)
  const part = path.replace(/(\.\w+)$/, '.part$1')
  await runFfmpeg(ffmpeg, [...args, '-y', fileArg(part)])
  await rename(part, path)
  return path
}
