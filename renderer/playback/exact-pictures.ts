import { TICKS_PER_SECOND } from '#model/time.ts'
import type { Picture } from './compositor.ts'
import { openDecoder, type Decoder } from './decoder.ts'
import { fetchMade } from './made.ts'
import { original, type MediaFile, type MediaFiles } from './media-files.ts'
import type { PreviewPicture } from './preview.ts'

/** Decoded pictures kept, of a proxy about 2 MB each. */
const KEPT_PICTURES = 40
const KEPT_STILLS = 8
const OPEN_FILES = 8

/** The proxy where there is one, or always the file itself. */
export type Quality = 'quick' | 'original'

/** A picture with what it was decoded from. */
export type ExactPicture = Picture & { readonly isProxy: boolean }

/** Decodes single pictures, exact to the frame, and keeps those that were wanted last. */
export class ExactPictures {
  readonly #files: MediaFiles
  readonly #decoders = new Map<string, Promise<Decoder>>()
  readonly #pictures = new Map<string, ExactPicture>()
  readonly #stills = new Map<string, Promise<Picture>>()
  readonly #leaving = new AbortController()

  constructor(files: MediaFiles) {
    this.#files = files
  }

  /** What shows a layer. Rejects where it cannot be read or decoded, and after `close`. */
  async get(picture: Exclude<PreviewPicture, { kind: 'card' }>, quality: Quality): Promise<ExactPicture> {
    if (picture.kind === 'still') return { ...(await this.#still(picture.mediaId)), isProxy: false }
    const file = quality === 'original' ? original(picture.mediaId) : await this.#files.bestSoon(picture.mediaId)
    const name = `${file.url} ${picture.atTicks}`
    const known = this.#pictures.get(name)
    if (known) {
      touch(this.#pictures, name, known)
      return known
    }
    const decoder = await this.#decoder(file)
    const decoded = await decoder.pictureAt(picture.atTicks / TICKS_PER_SECOND)
    this.#leaving.signal.throwIfAborted()
    const exact = { ...decoded, isProxy: file.isProxy }
    this.#pictures.set(name, exact)
    for (const oldest of surplus(this.#pictures, KEPT_PICTURES)) this.#pictures.delete(oldest)
    return exact
  }

  close(): void {
    this.#leaving.abort()
    for (const decoder of this.#decoders.values()) letGo(decoder)
    this.#decoders.clear()
    this.#pictures.clear()
    this.#stills.clear()
  }

  #decoder({ url }: MediaFile): Promise<Decoder> {
    const decoder = this.#decoders.get(url) ?? openDecoder(url)
    touch(this.#decoders, url, decoder)
    // What failed may be there the next time: a file that was put back.
    decoder.catch(() => this.#decoders.delete(url))
    for (const oldest of surplus(this.#decoders, OPEN_FILES)) {
      letGo(this.#decoders.get(oldest)!)
      this.#decoders.delete(oldest)
    }
    return decoder
  }

  #still(mediaId: string): Promise<Picture> {
    const still = this.#stills.get(mediaId) ?? loadStill(mediaId, this.#leaving.signal)
    touch(this.#stills, mediaId, still)
    still.catch(() => this.#stills.delete(mediaId))
    for (const oldest of surplus(this.#stills, KEPT_STILLS)) this.#stills.delete(oldest)
    return still
  }
}

async function loadStill(mediaId: string, signal: AbortSignal): Promise<Picture> {
  const response = await fetchMade(`/still/${mediaId}`, {}, signal)
  const image = await createImageBitmap(await response.blob())
  return { image, width: image.width, height: image.height }
}

/** The order of a map is the order of use. */
function touch<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
}

function surplus(map: ReadonlyMap<string, unknown>, kept: number): string[] {
  return [...map.keys()].slice(0, Math.max(0, map.size - kept))
}

function letGo(decoder: Promise<Decoder>): void {
  decoder.then(
    opened => opened.close(),
    () => {},
  )
}
