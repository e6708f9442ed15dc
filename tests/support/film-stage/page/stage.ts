/** A page with nothing but a film player, for tests and benches that look at its pictures and its clock. */
import type { RenderPlan } from '#model/render-plan.ts'
import { ticksFromFrames, TICKS_PER_SECOND } from '#model/time.ts'
import { FilmPlayer, type Shown } from '../../../../renderer/playback/film-player.ts'
import { previewFrame } from '../../../../renderer/playback/preview.ts'
import { Transport, type TransportFilm } from '../../../../renderer/playback/transport.ts'
import type { TakeFacts } from '../../../../renderer/playback/video-pool.ts'
import { listen } from './hearing.ts'

export type StageFilm = {
  readonly plan: RenderPlan
  readonly facts: Readonly<Record<string, TakeFacts>>
  readonly film: TransportFilm
}

const { heard, forget } = listen()
const canvas = document.querySelector('canvas')!
const transport = new Transport()
let shown: Shown = { seen: null, lostId: null }
let player: FilmPlayer | null = null
let plan: RenderPlan | null = null

const framesSeen = new Set<number>()
function look(): void {
  if (transport.store.getState().isPlaying && player?.shownFrame != null) framesSeen.add(player.shownFrame)
  requestAnimationFrame(look)
}
look()

/** What the tests call. */
const stage = {
  transport,
  load({ plan: next, facts, film }: StageFilm): void {
    plan = next
    transport.load(film)
    player ??= new FilmPlayer({
      canvas,
      transport,
      onShown: now => (shown = now),
    })
    player.setPlan(next, id => facts[id])
  },

  seekFrame(frame: number): void {
    transport.seek(ticksFromFrames(frame, plan!.rate) + 10)
  },

  /** Of the picture on the canvas. */
  get shown() {
    return { frame: player?.shownFrame ?? null, ...shown }
  },

  /** Resolves when a film frame stands on the canvas, exactly decoded; cards and stills are what they are. */
  async standsAt(frame: number, quality: 'proxy' | 'original'): Promise<void> {
    const hasTake = previewFrame(plan!, frame).layers.some(({ picture }) => picture.kind === 'take')
    for (;;) {
      stage.seekFrame(frame)
      if (!hasTake) return until(() => player?.shownFrame === frame)
      await until(() => player?.shownFrame === frame && (shown.seen === quality || shown.seen === 'original'))
      if (shown.seen === quality) return
      // On a busy machine the original was there before anybody looked.
      const other = frame === 0 ? 1 : frame - 1
      stage.seekFrame(other)
      await until(() => player?.shownFrame === other)
    }
  },

  /** The luma of the canvas (BT.709, full range) as base64, brought to a size. */
  luma(width: number, height: number): string {
    const small = new OffscreenCanvas(width, height)
    const context = small.getContext('2d', { willReadFrequently: true })!
    context.imageSmoothingQuality = 'high'
    context.drawImage(canvas, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    let text = ''
    for (let at = 0; at < data.length; at += 4)
      text += String.fromCharCode(Math.round(0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!))
    return btoa(text)
  },

  heard,
  forget,

  /** What the sixteen bars of the picture spell as the number of a source picture; its share of a dissolve must be all. */
  barNumber(): number {
    const row = new OffscreenCanvas(256, 1)
    const context = row.getContext('2d', { willReadFrequently: true })!
    context.drawImage(canvas, 0, canvas.height / 2, canvas.width, 1, 0, 0, 256, 1)
    const { data } = context.getImageData(0, 0, 256, 1)
    const bits = Array.from({ length: 16 }, (_, bar) => (data[4 * (16 * bar + 8)]! > 125 ? 1 : 0))
    return bits.slice(6, 14).reduce<number>((sum, bit, index) => sum + bit * 2 ** index, 0)
  },

  /** How many different film frames were shown while playing, since it was last asked. */
  takeFramesSeen(): number {
    const { size } = framesSeen
    framesSeen.clear()
    return size
  },

  drifts: () => player?.drifts() ?? [],
  get drawnFrames() {
    return player?.drawnFrames ?? 0
  },
  nowSeconds: () => transport.nowTicks() / TICKS_PER_SECOND,
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise(resolve => requestAnimationFrame(resolve))
}

export type Stage = typeof stage
declare global {
  var stage: Stage
}
globalThis.stage = stage
