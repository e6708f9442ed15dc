import { join } from 'node:path'
import type { Ticks } from '#model/time.ts'
import { planRender, type RenderPlan } from '#model/render-plan.ts'
import type { Clip, TrackItem } from '#model/sequence.ts'
import { ticksFromFrames } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { writeBarCodeClip } from '#main/render/testing/bar-code.ts'
import { clipOf, dissolveOf, sequenceOf } from '#main/render/testing/render-world.ts'
import type { FilmStage } from './film-stage.ts'
import type { StageFilm } from './page/stage.ts'

const RATE = { numerator: 24, denominator: 1 }
const PICTURES = 240
/** A mark stands at every half second of the song, on a sample. */
export const SONG = { sampleRate: 44_100, framesPerMark: 22_050 } as const

/** Takes whose pictures spell their number, each ten seconds long, without proxies. */
export async function importTakes(stage: FilmStage, count: number) {
  const takes = []
  for (let number = 1; number <= count; number += 1) {
    const path = join(stage.folder, `take ${number}.mp4`)
    const clip = { path, clip: number, pictures: PICTURES, rate: RATE, width: 1280, height: 720 }
    await writeBarCodeClip(clip, stage.ffmpeg)
    takes.push(await stage.take(path))
  }
  return takes
}

/** The same with their proxies. */
export async function makeTakes(stage: FilmStage, count: number) {
  const takes = await importTakes(stage, count)
  await stage.haveProxies(takes.map(({ id }) => id))
  return takes
}

/** A quiet tone with a mark each half second. Answers its address. */
export async function makeSong(stage: FilmStage, seconds: number): Promise<string> {
  const path = join(stage.folder, 'song.wav')
  const sound = `0.1*sin(2*PI*220*t)+0.85*lt(mod(n,${SONG.framesPerMark}),40)`
  const source = ['-f', 'lavfi', '-i', `aevalsrc='${sound}':s=${SONG.sampleRate}:d=${seconds}`]
  await runFfmpeg(stage.ffmpeg, [...source, '-c:a', 'pcm_s16le', fileArg(path)])
  return `/song/${await stage.library.media.importFile(path, 'song')}`
}

type Takes = Awaited<ReturnType<typeof makeTakes>>

/** A film of clips of so many frames, a dissolve of `dissolveFrames` at every second cut (every cut where there are no others). */
export function makeFilm(
  takes: Takes,
  {
    clips,
    frames,
    dissolveFrames,
    dissolveEvery,
  }: Record<'clips' | 'frames' | 'dissolveFrames' | 'dissolveEvery', number>,
  songUrl: string | null,
): StageFilm & { readonly plan: RenderPlan } {
  const items: TrackItem[] = []
  for (let index = 0; index < clips; index += 1) {
    const take = takes[index % takes.length]!
    const half = dissolveFrames / 2
    if (index > 0 && index % dissolveEvery === 0)
      items.push({ ...dissolveOf(half, half), id: `d${index}` } as TrackItem)
    items.push({
      ...clipOf(index, frames, { startSeconds: 1.5 }),
      source: { kind: 'take', takeId: `${index}`, mediaId: take.id } as Clip['source'],
    })
  }
  const plan = planRender(sequenceOf(items, { width: 1280, height: 720 }))
  const filmTicks: Ticks = ticksFromFrames(plan.span.endFrame, plan.rate)
  const film =
    songUrl === null
      ? { songUrl, songTicks: 0, headTicks: filmTicks, tailTicks: 0 }
      : { songUrl, songTicks: filmTicks, headTicks: 0, tailTicks: 0 }
  return { plan, facts: Object.fromEntries(takes.map(({ id, facts }) => [id, facts])), film }
}
