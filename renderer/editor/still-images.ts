import { fetchMade } from '../playback/made.ts'

/** The board frames that clips show, for drawing on a canvas; fetched when first asked for. Few, and kept. */
export class StillImages {
  readonly #images = new Map<string, ImageBitmap | null>()
  readonly #onArrival: () => void

  constructor(onArrival: () => void) {
    this.#onArrival = onArrival
  }

  /** The picture where it is there; else null, and it is on its way. */
  get(mediaId: string): ImageBitmap | null {
    const known = this.#images.get(mediaId)
    if (known !== undefined) return known
    this.#images.set(mediaId, null)
    void this.#load(mediaId)
    return null
  }

  async #load(mediaId: string): Promise<void> {
    try {
      const response = await fetchMade(`/still/${mediaId}`, {}, new AbortController().signal)
      this.#images.set(mediaId, await createImageBitmap(await response.blob()))
      this.#onArrival()
    } catch {
      // Without its picture the clip keeps its colour.
    }
  }
}
