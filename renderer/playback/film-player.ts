import type { RenderPlan } from '#model/render-plan.ts'
import { drawFrame, drawNotice, isComplete, type CardTexts, type PictureSource } from './compositor.ts'
import { ExactPictures, type ExactPicture, type Quality } from './exact-pictures.ts'
import { MediaFiles } from './media-files.ts'
import { frameAtTicks, previewFrame, runsOf, type PreviewFrame, type Run } from './preview.ts'
import type { Transport } from './transport.ts'
import { VideoPool, type TakeFacts } from './video-pool.ts'

/** While it moves the picture is this high; more is not seen and costs frames. */
const MOVING_SIDE = 540
const LARGEST_STANDING = 1920
/** The original is fetched when the play-head has stood so long. */
const REST_MS = 180
const RETRY_MS = 2000
const KEPT_STILLS = 8
/** Faster than this, and backwards, single pictures are shown. */
const FASTEST_VIDEO = 4

/** What is being seen: proxies, or the files themselves; null where it is neither, as before the first picture. */
export type Seen = 'proxy' | 'original' | null

/** A film that may be shown next: at this very moment, or, where that is outside these frames, from the first of them on. */
export type NextFilm = { readonly plan: RenderPlan; readonly startFrame: number; readonly endFrame: number }

function nextFrame({ startFrame, endFrame }: NextFilm, frame: number): number {
  return frame >= startFrame && frame < endFrame ? frame : startFrame
}

export type FilmPlayerOptions = {
  readonly canvas: HTMLCanvasElement
  readonly transport: Transport
  readonly texts: CardTexts
  readonly onSeen: (seen: Seen) => void
}

/** Shows a film on a canvas at the transport's time: running videos while it plays, exact pictures wherever it stands. */
export class FilmPlayer {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #transport: Transport
  readonly #texts: CardTexts
  readonly #onSeen: (seen: Seen) => void
  readonly #files = new MediaFiles()
  readonly #pool = new VideoPool(this.#files)
  readonly #exact = new ExactPictures(this.#files)
  readonly #unfollow: () => void
  #plan: RenderPlan | null = null
  #runs: readonly Run[] = []
  #next: readonly NextFilm[] = []
  #facts: (mediaId: string) => TakeFacts | undefined = () => undefined
  #frameRequest = 0
  #restTimer: ReturnType<typeof setTimeout> | undefined
  #seen: Seen = null
  /** Grows with everything that makes a picture out of date. */
  #turn = 0
  readonly #stills = new Map<string, ExactPicture | null>()
  #isDecoding = false
  #wish: Quality | null = null
  #isClosed = false
  #shownFrame: number | null = null
  #drawnFrames = 0

  constructor({ canvas, transport, texts, onSeen }: FilmPlayerOptions) {
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('this canvas gives no 2d context')
    this.#canvas = canvas
    this.#context = context
    this.#transport = transport
    this.#texts = texts
    this.#onSeen = onSeen
    this.#unfollow = transport.store.subscribe((state, before) => {
      if (state.isPlaying !== before.isPlaying || (!state.isPlaying && state.positionTicks !== before.positionTicks))
        this.#renew()
    })
  }

  /** Shows another plan, or the same one after an edit. */
  setPlan(plan: RenderPlan, facts: (mediaId: string) => TakeFacts | undefined): void {
    this.#plan = plan
    this.#runs = runsOf(plan)
    this.#files.prepare([...new Set(this.#runs.map(run => run.mediaId))])
    this.#facts = facts
    this.#renew()
  }

  /** The film frame on the canvas; null before the first. */
  get shownFrame(): number | null {
    return this.#shownFrame
  }

  /** How many pictures were drawn while playing. */
  get drawnFrames(): number {
    return this.#drawnFrames
  }

  /** Makes other films ready that may be shown next: the takes that a key leads to. */
  setNext(films: readonly NextFilm[]): void {
    this.#next = films
    this.#files.prepare([...new Set(films.flatMap(({ plan }) => runsOf(plan)).map(run => run.mediaId))])
  }

  /** How far the videos on screen are from where they should be, in seconds. */
  drifts(): number[] {
    const filmTicks = this.#transport.nowTicks()
    return this.#plan ? this.#pool.drifts(filmTicks, frameAtTicks(filmTicks, this.#plan.rate)) : []
  }

  close(): void {
    this.#isClosed = true
    this.#turn += 1
    this.#unfollow()
    cancelAnimationFrame(this.#frameRequest)
    clearTimeout(this.#restTimer)
    this.#files.close()
    this.#pool.close()
    this.#exact.close()
  }

  #renew(): void {
    this.#turn += 1
    clearTimeout(this.#restTimer)
    if (!this.#plan || this.#isClosed) return
    if (this.#transport.store.getState().isPlaying) {
      if (this.#frameRequest === 0) this.#frameRequest = requestAnimationFrame(this.#play)
      return
    }
    this.#pool.rest()
    this.#restTimer = setTimeout(() => void this.#showExact('original'), REST_MS)
    void this.#showExact('quick')
  }

  /** True while videos show the film. */
  #isRunning(): boolean {
    const { isPlaying, rate } = this.#transport.store.getState()
    return isPlaying && rate > 0 && rate <= FASTEST_VIDEO
  }

  readonly #play = (): void => {
    this.#frameRequest = 0
    const { isPlaying, rate, loop } = this.#transport.store.getState()
    const plan = this.#plan
    if (!isPlaying || !plan || this.#isClosed) return
    this.#frameRequest = requestAnimationFrame(this.#play)
    const filmTicks = this.#transport.nowTicks()
    const frame = frameIn(plan, filmTicks)
    if (!this.#isRunning()) {
      this.#pool.rest()
      void this.#showExact('quick')
      return
    }
    const frames = loop && {
      startFrame: frameAtTicks(loop.startTicks, plan.rate),
      endFrame: frameAtTicks(loop.endTicks, plan.rate),
    }
    const next = this.#next.map(film => ({ run: runsOf(film.plan)[0], atFrame: nextFrame(film, frame) }))
    this.#pool.attend(this.#runs, { filmTicks, frame, rate, loop: frames }, plan.rate, this.#facts, next)
    const preview = previewFrame(plan, frame)
    let isProxy = true
    const isDrawn = this.#draw(preview, movingSize(plan), picture => {
      if (picture.kind === 'still') return this.#still(picture.mediaId)
      const shown = this.#pool.picture(picture.mediaId, frame)
      if (shown && !shown.isProxy) isProxy = false
      return shown
    })
    if (!isDrawn) {
      if (preview.layers.some(({ picture }) => picture.kind === 'take' && this.#pool.hasFailed(picture.mediaId, frame)))
        this.#notice(frame)
      return
    }
    this.#drawnFrames += 1
    this.#shownFrame = frame
    const isCard = preview.layers.every(({ picture }) => picture.kind === 'card')
    this.#tell(isCard ? null : isProxy ? 'proxy' : 'original')
  }

  /** A still that plays is needed at once, so it is kept here too. Asked for once; what cannot be had is asked for again in a while. */
  #still(mediaId: string): ExactPicture | null {
    const known = this.#stills.get(mediaId)
    if (known !== undefined) return known
    this.#stills.set(mediaId, null)
    const [oldest] = this.#stills.keys()
    if (this.#stills.size > KEPT_STILLS && oldest !== undefined) this.#stills.delete(oldest)
    this.#exact.get({ kind: 'still', mediaId, scale: 1 }, 'quick').then(
      picture => this.#stills.set(mediaId, picture),
      () => setTimeout(() => this.#stills.delete(mediaId), RETRY_MS),
    )
    return null
  }

  /** Decodes what stands at the play-head and draws it; while it decodes, only the last wish is kept. */
  async #showExact(quality: Quality): Promise<void> {
    this.#wish = quality
    if (this.#isDecoding) return
    this.#isDecoding = true
    try {
      while (this.#wish && !this.#isClosed) {
        const wish = this.#wish
        this.#wish = null
        await this.#showOnce(wish, this.#turn)
      }
    } finally {
      this.#isDecoding = false
    }
    void this.#decodeNext()
  }

  /** While nothing else is wanted: the pictures of the next films at this moment, which are then there at once. */
  async #decodeNext(): Promise<void> {
    const turn = this.#turn
    for (const film of this.#next) {
      const now = frameIn(film.plan, this.#transport.nowTicks())
      const { layers } = previewFrame(film.plan, nextFrame(film, now))
      for (const { picture } of layers) {
        if (turn !== this.#turn || this.#isDecoding || this.#isClosed) return
        // One that cannot be had says so when it is shown.
        if (picture.kind !== 'card') await this.#exact.get(picture, 'quick').catch(() => {})
      }
    }
  }

  async #showOnce(quality: Quality, turn: number): Promise<void> {
    const plan = this.#plan
    if (!plan) return
    const frame = frameIn(plan, this.#transport.nowTicks())
    const preview = previewFrame(plan, frame)
    const pictures = new Map<object, ExactPicture>()
    try {
      await Promise.all(
        preview.layers.map(async ({ picture }) => {
          if (picture.kind !== 'card') pictures.set(picture, await this.#exact.get(picture, quality))
        }),
      )
    } catch {
      if (quality === 'original' || turn !== this.#turn || this.#isClosed) return
      // Not the picture of another moment. What cannot be decoded here (a foreign codec) comes as soon as its proxy is there.
      this.#notice(frame)
      clearTimeout(this.#restTimer)
      this.#restTimer = setTimeout(() => this.#renew(), RETRY_MS)
      return
    }
    // A quick picture is shown also when the play-head has gone on: scrubbing then moves. A late original is not, nor anything over running videos.
    const isLate = turn !== this.#turn
    if (this.#isClosed || (isLate && (quality === 'original' || this.#isRunning()))) return
    const isProxy = [...pictures.values()].some(picture => picture.isProxy)
    this.#shownFrame = frame
    this.#draw(preview, isProxy ? movingSize(plan) : standingSize(plan), picture => pictures.get(picture) ?? null)
    this.#tell(pictures.size === 0 ? null : isProxy ? 'proxy' : 'original')
  }

  #notice(frame: number): void {
    drawNotice(this.#context, this.#texts.noPicture)
    this.#shownFrame = frame
    this.#tell(null)
  }

  #draw(preview: PreviewFrame, size: { width: number; height: number }, sourceOf: PictureSource): boolean {
    // Giving the canvas another size empties it, so that waits until all is there.
    if (!isComplete(preview, sourceOf)) return false
    if (this.#canvas.width !== size.width || this.#canvas.height !== size.height) {
      this.#canvas.width = size.width
      this.#canvas.height = size.height
    }
    return drawFrame(this.#context, preview, sourceOf, this.#texts)
  }

  #tell(seen: Seen): void {
    if (seen === this.#seen) return
    this.#seen = seen
    this.#onSeen(seen)
  }
}

/** The frame at an instant; at the very end of the film its last one stands. */
function frameIn(plan: RenderPlan, position: number): number {
  return Math.min(plan.span.endFrame - 1, frameAtTicks(position, plan.rate))
}

function movingSize({ width, height }: RenderPlan): { width: number; height: number } {
  return scaled(width, height, Math.min(1, MOVING_SIDE / Math.min(width, height)))
}

function standingSize({ width, height }: RenderPlan): { width: number; height: number } {
  return scaled(width, height, Math.min(1, LARGEST_STANDING / Math.max(width, height)))
}

function scaled(width: number, height: number, scale: number): { width: number; height: number } {
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
