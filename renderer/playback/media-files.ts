/** A proxy that is being made is looked for again after this. */
const LOOK_AGAIN_MS = 1500
/** First the screen gets what it shows. */
const PREPARE_AFTER_MS = 1500

let playsProxies = true

/** Whether moving pictures come from small copies, which every machine can play, or from the files themselves: the person's choice. */
export function setPlaysProxies(isOn: boolean): void {
  playsProxies = isOn
}

/** Where a take's pictures come from now. */
export type MediaFile = { readonly url: string; readonly isProxy: boolean }

type Known = { isReady: boolean; lookAtMs: number; looking: Promise<void> | null }

/** Knows which takes have a proxy by now. Asking for one has it made. */
export class MediaFiles {
  readonly #known = new Map<string, Known>()
  readonly #toPrepare: string[] = []

  /** The best file for moving pictures: the proxy, or the original while it is being made. Answers at once from what is known. */
  best(mediaId: string): MediaFile {
    if (!playsProxies) return original(mediaId)
    const known = this.#look(mediaId)
    return known.isReady ? { url: `/proxy/${mediaId}`, isProxy: true } : original(mediaId)
  }

  /** The same, after the studio was asked about a take that is not known yet. */
  async bestSoon(mediaId: string): Promise<MediaFile> {
    if (!playsProxies) return original(mediaId)
    const known = this.#look(mediaId)
    if (!known.isReady) await known.looking
    return this.best(mediaId)
  }

  /**
   * Has the proxies of a whole film made, one asked for after the other. What is asked for last is made first, so its end is asked for
   * first; what is on screen is asked for again and again, and so stays before all.
   */
  prepare(mediaIds: readonly string[]): void {
    if (!playsProxies) return
    const isIdle = this.#toPrepare.length === 0
    this.#toPrepare.push(...mediaIds.filter(id => !this.#known.has(id) && !this.#toPrepare.includes(id)))
    if (isIdle && this.#toPrepare.length > 0) void this.#prepareAll()
  }

  /** Asks for nothing more. */
  close(): void {
    this.#toPrepare.length = 0
  }

  async #prepareAll(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, PREPARE_AFTER_MS))
    for (let next = this.#toPrepare.at(-1); next !== undefined; next = this.#toPrepare.at(-1)) {
      await this.#look(next).looking
      const at = this.#toPrepare.indexOf(next)
      if (at >= 0) this.#toPrepare.splice(at, 1)
    }
  }

  #look(mediaId: string): Known {
    const known = this.#known.get(mediaId) ?? { isReady: false, lookAtMs: 0, looking: null }
    this.#known.set(mediaId, known)
    if (!known.isReady && !known.looking && performance.now() >= known.lookAtMs) {
      known.looking = this.#ask(mediaId, known)
    }
    return known
  }

  async #ask(mediaId: string, known: Known): Promise<void> {
    try {
      known.isReady = (await fetch(`/proxy/${mediaId}`, { method: 'HEAD' })).status === 200
    } catch {
      // The studio does not answer: the original would not come either, and is not asked for in vain.
    } finally {
      known.lookAtMs = performance.now() + LOOK_AGAIN_MS
      known.looking = null
    }
  }
}

export function original(mediaId: string): MediaFile {
  return { url: `/media/${mediaId}`, isProxy: false }
}
