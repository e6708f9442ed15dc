import { assertNever } from '#model/assert-never.ts'
import type { RenderPlan, ShotCaption } from '#model/render-plan.ts'
import { drawFrame, isComplete, type PictureSource, type Words } from './compositor.ts'
import { ExactPictures, type Quality } from './exact-pictures.ts'
import { FetchedPictures } from './fetched-pictures.ts'
import type { Picture, Size } from './fitted-picture.ts'
import { MediaFiles } from './media-files.ts'
import { frameAtTicks, previewFrame, runsOf, type PreviewFrame, type PreviewPicture, type Run } from './preview.ts'
import { secondsToFrames } from './run-clock.ts'
import type { Transport } from './transport.ts'
import { VideoPool, type TakeFacts } from './video-pool.ts'

/** While it moves the picture is this high; more is not seen and costs frames. */
const MOVING_SIDE = 540
const LARGEST_STANDING = 1920
/** The original is fetched when the play-head has stood so long. */
const REST_MS = 180
const RETRY_MS = 2000
/** Each of the size of the canvas. */
const KEPT_STILLS = 8
/** Nobody reads more of a shot's words; the render writes no more. */
const LONGEST_WORDS = 600
/** Stills and words are fetched so long before they are seen. */
const AHEAD_SECONDS = 1
/** Faster than this, and backwards, single pictures are shown. */
const FASTEST_VIDEO = 4

/** What is being seen: proxies, or the files themselves; null where it is neither, as before the first picture. */
export type Seen = 'proxy' | 'original' | null

/** What the canvas shows. */
export type Shown = {
  readonly seen: Seen
  /** The medium whose file cannot be shown, though the play-head stands on it; a card is seen in its place, or its proxy. */
  readonly lostId: string | null
}

/** A film that may be shown next: at this very moment, or, where that is outside these frames, from the first of them on. */
export type NextFilm = { readonly plan: RenderPlan; readonly startFrame: number; readonly endFrame: number }

function nextFrame({ startFrame, endFrame }: NextFilm, frame: number): number {
  return frame >= startFrame && frame < endFrame ? frame : startFrame
}

export type FilmPlayerOptions = {
  readonly canvas: HTMLCanvasElement
  readonly transport: Transport
  readonly onShown: (shown: Shown) => void
}

/** Shows a film on a canvas at the transport's time: running videos while it plays, exact pictures wherever it stands. */
export class FilmPlayer {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #transport: Transport
  readonly #onShown: (shown: Shown) => void
  readonly #files = new MediaFiles()
  readonly #pool = new VideoPool(this.#files)
  readonly #exact = new ExactPictures(this.#files)
  readonly #stills = new FetchedPictures(KEPT_STILLS)
  readonly #unfollow: () => void
  #plan: RenderPlan | null = null
  #runs: readonly Run[] = []
  #next: readonly (NextFilm & { readonly run: Run | undefined })[] = []
  #facts: (mediaId: string) => TakeFacts | undefined = () => undefined
  #frameRequest = 0
  #restTimer: ReturnType<typeof setTimeout> | undefined
  #shown: Shown = { seen: null, lostId: null }
  /** Grows with everything that makes a picture out of date. */
  #turn = 0
  #isDecoding = false
  #wish: Quality | null = null
  #isClosed = false
  #shownFrame: number | null = null
  #drawnFrames = 0

  constructor({ canvas, transport, onShown }: FilmPlayerOptions) {
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('this canvas gives no 2d context')
    this.#canvas = canvas
    this.#context = context
    this.#transport = transport
    this.#onShown = onShown
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
    this.#next = films.map(film => ({ ...film, run: runsOf(film.plan)[0] }))
    this.#files.prepare([...new Set(this.#next.flatMap(({ run }) => (run ? [run.mediaId] : [])))])
  }

  /** Looks anew for what could not be shown: its file may be there again. */
  retry(): void {
    this.#files.retry()
    this.#stills.retry()
    this.#pool.close()
    this.#renew()
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
    this.#stills.close()
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
    const next = this.#next.map(film => ({ run: film.run, atFrame: nextFrame(film, frame) }))
    this.#pool.attend(this.#runs, { filmTicks, frame, rate, loop: frames }, plan.rate, this.#facts, next)
    const size = movingSize(plan)
    this.#fetchAhead(previewFrame(plan, frame + secondsToFrames(AHEAD_SECONDS * rate, plan.rate)), size)
    const preview = previewFrame(plan, frame)
    let isProxy = true
    let lostId: string | null = null
    const isDrawn = this.#draw(preview, size, picture => {
      const shown = picture.kind === 'take' ? this.#running(picture.mediaId, frame) : this.#fetched(picture, size)
      if (shown === 'none' && 'mediaId' in picture) lostId = picture.mediaId
      else if (shown !== null && shown !== 'none' && 'mediaId' in picture && !shown.isProxy) isProxy = false
      return shown
    })
    if (!isDrawn) return
    this.#drawnFrames += 1
    this.#shownFrame = frame
    const isSeen = preview.layers.some(({ picture }) => picture.kind !== 'card') && lostId === null
    this.#tell({ seen: isSeen ? (isProxy ? 'proxy' : 'original') : null, lostId })
  }

  #running(mediaId: string, frame: number): Picture | 'none' | null {
    return this.#pool.picture(mediaId, frame) ?? (this.#pool.hasFailed(mediaId, frame) ? 'none' : null)
  }

  #fetchAhead({ layers, caption }: PreviewFrame, size: Size): void {
    for (const { picture } of layers) if (picture.kind !== 'take') this.#fetched(picture, size)
    if (caption) this.#fetched({ kind: 'words', caption }, size)
  }

  /** A still, or words: they are needed at once while it plays. */
  #fetched(picture: Exclude<PreviewPicture, { kind: 'take' }> | Words, size: Size): Picture | 'none' | null {
    const url = urlOf(picture, size)
    return url === null ? null : this.#stills.now(url)
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
        await this.#exactly(picture, 'quick', movingSize(film.plan)).catch(() => {})
      }
    }
  }

  async #showOnce(quality: Quality, turn: number): Promise<void> {
    const plan = this.#plan
    if (!plan) return
    const frame = frameIn(plan, this.#transport.nowTicks())
    const preview = previewFrame(plan, frame)
    const size = quality === 'quick' ? movingSize(plan) : standingSize(plan)
    const words: Words | null = preview.caption && { kind: 'words', caption: preview.caption }
    const wanted = [...preview.layers.map(({ picture }) => picture), ...(words ? [words] : [])]
    const found = new Map<PreviewPicture | Words, Picture | 'none'>()
    await Promise.all(
      wanted.map(async picture => {
        const shown = await this.#exactly(picture, quality, size).catch((): 'none' => 'none')
        if (shown !== null) found.set(picture, shown)
      }),
    )
    // A quick picture is shown also when the play-head has gone on: scrubbing then moves. A late original is not, nor anything over running videos.
    const isLate = turn !== this.#turn
    if (this.#isClosed || (isLate && (quality === 'original' || this.#isRunning()))) return
    const lost = preview.layers.map(({ picture }) => picture).find(picture => found.get(picture) === 'none')
    const lostId = lost && 'mediaId' in lost ? lost.mediaId : null
    if (lostId !== null && quality === 'original') return this.#tellIfGone(lostId, turn)
    const ofMedia = [...found].flatMap(([{ kind }, shown]) =>
      shown !== 'none' && (kind === 'take' || kind === 'still') ? [shown] : [],
    )
    const isProxy = ofMedia.some(shown => shown.isProxy)
    this.#shownFrame = frame
    this.#draw(
      preview,
      isProxy ? movingSize(plan) : standingSize(plan),
      picture => found.get(picture.kind === 'words' && words ? words : picture) ?? null,
    )
    this.#tell({ seen: ofMedia.length === 0 || lostId !== null ? null : isProxy ? 'proxy' : 'original', lostId })
    if (lostId === null || !this.#files.isComing(lostId)) return
    // What cannot be decoded here (a foreign codec) comes as soon as its proxy is there.
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(() => this.#renew(), RETRY_MS)
  }

  /** What was seen quickly stays where the file itself has gone, or is of a kind that only its proxy can be seen of. */
  async #tellIfGone(lostId: string, turn: number): Promise<void> {
    const isGone = await this.#files.isGone(lostId)
    if (isGone && turn === this.#turn && !this.#isClosed) this.#tell({ ...this.#shown, lostId })
  }

  /** Null for black. Rejects where it cannot be had. */
  async #exactly(picture: PreviewPicture | Words, quality: Quality, size: Size): Promise<Picture | null> {
    if (picture.kind === 'take') return this.#exact.get(picture, quality)
    const url = urlOf(picture, size)
    return url === null ? null : this.#stills.get(url)
  }

  #draw(preview: PreviewFrame, size: Size, sourceOf: PictureSource): boolean {
    // Giving the canvas another size empties it, so that waits until all is there.
    if (!isComplete(preview, sourceOf)) return false
    if (this.#canvas.width !== size.width || this.#canvas.height !== size.height) {
      this.#canvas.width = size.width
      this.#canvas.height = size.height
    }
    return drawFrame(this.#context, this.#plan!, preview, sourceOf)
  }

  #tell(shown: Shown): void {
    if (shown.seen === this.#shown.seen && shown.lostId === this.#shown.lostId) return
    this.#shown = shown
    this.#onShown(shown)
  }
}

/** Where a still is, or words as the studio writes them; null for black. */
function urlOf(picture: Exclude<PreviewPicture, { kind: 'take' }> | Words, size: Size): string | null {
  switch (picture.kind) {
    case 'still':
      return `/still/${picture.mediaId}`
    case 'card':
      return picture.caption && wordsUrl('card', picture.caption, size)
    case 'words':
      return wordsUrl('over', picture.caption, size)
    default:
      return assertNever(picture)
  }
}

function wordsUrl(kind: 'over' | 'card', { number, text }: ShotCaption, { width, height }: Size): string {
  const query = { width: `${width}`, height: `${height}`, number: `${number}`, text: text.slice(0, LONGEST_WORDS) }
  return `/words/${kind}?${new URLSearchParams(query).toString()}`
}

/** The frame at an instant; at the very end of the film its last one stands. */
function frameIn(plan: RenderPlan, position: number): number {
  return Math.min(plan.span.endFrame - 1, frameAtTicks(position, plan.rate))
}

function movingSize({ width, height }: RenderPlan): Size {
  return scaled(width, height, Math.min(1, MOVING_SIDE / Math.min(width, height)))
}

function standingSize({ width, height }: RenderPlan): Size {
  return scaled(width, height, Math.min(1, LARGEST_STANDING / Math.max(width, height)))
}

function scaled(width: number, height: number, scale: number): Size {
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
