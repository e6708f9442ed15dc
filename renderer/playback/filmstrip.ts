import { stripLayout, stripPlace, STRIP_TILE } from '#model/strip-layout.ts'
import { fetchMade } from './made.ts'

/** So many are kept decoded: a screen full, and what was on it before. A strip is about 0.6 MB for a take of five seconds. */
const KEPT = 160

/** What could not be made is tried again this much later at the earliest: its file may have been found by then. */
const AGAIN_AFTER_MS = 10_000

type Strip = { image: ImageBitmap | null; failedAtMs: number | null; readonly leaving: AbortController }

/** The strips of takes, or the thumbnails of stills, for drawing on a canvas. Fetched when first asked for; `onArrival` is called when one has come. */
export class StripImages {
  readonly #strips = new Map<string, Strip>()
  readonly #onArrival: () => void
  readonly #kind: 'strip' | 'thumb'

  constructor(onArrival: () => void, kind: 'strip' | 'thumb' = 'strip') {
    this.#onArrival = onArrival
    this.#kind = kind
  }

  /** The picture where it is there; else null, and it is on its way. */
  get(mediaId: string): ImageBitmap | null {
    const known = this.#strips.get(mediaId)
    if (known) {
      // The order of the map is the order of use.
      this.#strips.delete(mediaId)
      this.#strips.set(mediaId, known)
      if (known.failedAtMs !== null && performance.now() - known.failedAtMs > AGAIN_AFTER_MS) {
        known.failedAtMs = performance.now()
        void this.#load(mediaId, known)
      }
      return known.image
    }
    const strip: Strip = { image: null, failedAtMs: null, leaving: new AbortController() }
    this.#strips.set(mediaId, strip)
    void this.#load(mediaId, strip)
    for (const [oldest, { leaving, image }] of this.#strips) {
      if (this.#strips.size <= KEPT) break
      leaving.abort()
      image?.close()
      this.#strips.delete(oldest)
    }
    return null
  }

  /** True where there is none: the file is not where it was, or cannot be read. */
  hasFailed(mediaId: string): boolean {
    return (this.#strips.get(mediaId)?.failedAtMs ?? null) !== null
  }

  /** Fetches nothing any more, and lets go of all. */
  close(): void {
    for (const { leaving, image } of this.#strips.values()) {
      leaving.abort()
      image?.close()
    }
    this.#strips.clear()
  }

  async #load(mediaId: string, strip: Strip): Promise<void> {
    try {
      const response = await fetchMade(`/${this.#kind}/${mediaId}`, {}, strip.leaving.signal)
      const image = await createImageBitmap(await response.blob())
      if (strip.leaving.signal.aborted) image.close()
      else {
        strip.image = image
        strip.failedAtMs = null
      }
      this.#onArrival()
    } catch {
      if (strip.leaving.signal.aborted) return
      const isNews = strip.failedAtMs === null
      strip.failedAtMs = performance.now()
      if (isNews) this.#onArrival()
    }
  }
}

export type FilmstripArea = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What a clip shows of its take: source ticks at the area's left and right edge. */
export type FilmstripSpan = { readonly startTicks: number; readonly endTicks: number; readonly durationTicks: number }

/**
 * Draws a take along a clip: pictures in their own shape beside each other, each of the instant at its left edge. Pictures keep
 * their place on the take while `visible` (by default the area) scrolls over it, so only what is seen is drawn.
 */
export function drawFilmstrip(
  context: CanvasRenderingContext2D,
  strip: ImageBitmap,
  span: FilmstripSpan,
  area: FilmstripArea,
  visible: { readonly fromX: number; readonly toX: number } = { fromX: area.x, toX: area.x + area.width },
): void {
  const layout = stripLayout(span.durationTicks)
  const pictureWidth = (area.height * STRIP_TILE.width) / STRIP_TILE.height
  const ticksPerPoint = (span.endTicks - span.startTicks) / area.width
  const fromX = Math.max(area.x, visible.fromX)
  const toX = Math.min(area.x + area.width, visible.toX)
  if (toX <= fromX || area.height <= 0) return
  context.save()
  context.beginPath()
  context.rect(fromX, area.y, toX - fromX, area.height)
  context.clip()
  const first = Math.floor((fromX - area.x) / pictureWidth)
  for (let index = first; area.x + index * pictureWidth < toX; index += 1) {
    const left = area.x + index * pictureWidth
    const { x, y } = stripPlace(layout, span.startTicks + index * pictureWidth * ticksPerPoint)
    context.drawImage(strip, x, y, STRIP_TILE.width, STRIP_TILE.height, left, area.y, pictureWidth, area.height)
  }
  context.restore()
}
