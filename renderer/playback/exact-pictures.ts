import { TICKS_PER_SECOND } from '#model/time.ts'
import { openDecoder, type Decoder } from './decoder.ts'
import type { Picture } from './fitted-picture.ts'
import { original, type MediaFile, type MediaFiles } from './media-files.ts'
import { surplus, touch } from './recent.ts'

/** Decoded pictures are kept up to so many points: forty of proxies, three of the largest films. */
const KEPT_POINTS = 24_000_000
const OPEN_FILES = 8

/** The proxy where there is one, or always the file itself. */
export type Quality = 'quick' | 'original'

/** Decodes single pictures of takes, exact to the frame, and keeps those that were wanted last. */
export class ExactPictures {
  readonly #files: MediaFiles
  readonly #decoders = new Map<string, Promise<Decoder>>()
  readonly #pictures = new Map<string, Picture>()
  readonly #leaving = new AbortController()

  constructor(files: MediaFiles) {
    this.#files = files
  }

  /** The picture of a take at an instant. Rejects where it cannot be read or decoded, and after `close`. */
  async get({ mediaId, atTicks }: { mediaId: string; atTicks: number }, quality: Quality): Promise<Picture> {
    const file = quality === 'original' ? original(mediaId) : await this.#files.bestSoon(mediaId)
    try {
      return await this.#decoded(file, atTicks)
    } catch (error) {
      this.#leaving.signal.throwIfAborted()
      if (!file.isProxy) throw error
      this.#files.distrust(mediaId)
      return this.#decoded(original(mediaId), atTicks)
    }
  }

  close(): void {
    this.#leaving.abort()
    for (const decoder of this.#decoders.values()) letGo(decoder)
    this.#decoders.clear()
    this.#pictures.clear()
  }

  async #decoded(file: MediaFile, atTicks: number): Promise<Picture> {
    const name = `${file.url} ${atTicks}`
    const known = this.#pictures.get(name)
    if (known) {
      touch(this.#pictures, name, known)
      return known
    }
    const decoder = this.#decoder(file)
    let picture: Omit<Picture, 'isProxy'>
    try {
      picture = await (await decoder).pictureAt(atTicks / TICKS_PER_SECOND)
    } catch (error) {
      // It may be there the next time: a file that was put back, a proxy that was made anew.
      if (this.#decoders.get(file.url) === decoder) this.#decoders.delete(file.url)
      letGo(decoder)
      throw error
    }
    this.#leaving.signal.throwIfAborted()
    const exact = { ...picture, isProxy: file.isProxy }
    this.#pictures.set(name, exact)
    this.#forgetOld()
    return exact
  }

  #forgetOld(): void {
    let points = 0
    for (const [name, { width, height }] of [...this.#pictures].toReversed()) {
      points += width * height
      if (points > KEPT_POINTS) this.#pictures.delete(name)
    }
  }

  #decoder({ url }: MediaFile): Promise<Decoder> {
    const decoder = this.#decoders.get(url) ?? openDecoder(url)
    touch(this.#decoders, url, decoder)
    for (const oldest of surplus(this.#decoders, OPEN_FILES)) {
      letGo(this.#decoders.get(oldest)!)
      this.#decoders.delete(oldest)
    }
    return decoder
  }
}

function letGo(decoder: Promise<Decoder>): void {
  decoder.then(
    opened => opened.close(),
    () => {},
  )
}
