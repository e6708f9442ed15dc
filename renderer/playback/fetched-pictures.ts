import type { Picture } from './fitted-picture.ts'
import { fetchMade } from './made.ts'
import { surplus, touch } from './recent.ts'

type Entry = { readonly loading: Promise<Picture>; now: Picture | 'none' | null }

/** Pictures by their addresses, fetched when first asked for; those that were wanted last are kept. */
export class FetchedPictures {
  readonly #kept: number
  readonly #entries = new Map<string, Entry>()
  readonly #leaving = new AbortController()

  constructor(kept: number) {
    this.#kept = kept
  }

  /** Rejects where there is none, and after `close`. */
  get(url: string): Promise<Picture> {
    return this.#entry(url).loading
  }

  /** What is there at once; null while it is on its way, `none` where it could not be had. */
  now(url: string): Picture | 'none' | null {
    return this.#entry(url).now
  }

  /** Asks anew for what could not be had. */
  retry(): void {
    for (const [url, { now }] of this.#entries) if (now === 'none') this.#entries.delete(url)
  }

  close(): void {
    this.#leaving.abort()
    this.#entries.clear()
  }

  #entry(url: string): Entry {
    const entry = this.#entries.get(url) ?? this.#load(url)
    touch(this.#entries, url, entry)
    for (const oldest of surplus(this.#entries, this.#kept)) this.#entries.delete(oldest)
    return entry
  }

  #load(url: string): Entry {
    const entry: Entry = { loading: fetchPicture(url, this.#leaving.signal), now: null }
    entry.loading.then(
      picture => (entry.now = picture),
      () => (entry.now = 'none'),
    )
    return entry
  }
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<Picture> {
  const response = await fetchMade(url, {}, signal)
  const image = await createImageBitmap(await response.blob())
  return { image, width: image.width, height: image.height, isProxy: false }
}
