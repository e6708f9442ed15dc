/** A proxy that is being made is looked for again after this. */
const LOOK_AGAIN_MS = 1500
/** One that could not be made: the studio tries no sooner. */
const LOOK_SELDOM_MS = 60_000
/** First the screen gets what it shows. */
const PREPARE_AFTER_MS = 1500

let playsProxies = true

/** Whether moving pictures come from small copies, which every machine can play, or from the files themselves: the person's choice. */
export function setPlaysProxies(isOn: boolean): void {
  playsProxies = isOn
}

/** Where a take's pictures come from now. */
export type MediaFile = { readonly url: string; readonly isProxy: boolean }

type Known = {
  state: 'unknown' | 'making' | 'ready' | 'none'
  lookAtMs: number
  looking: Promise<void> | null
  wasThrownAway: boolean
}

/** Knows which takes have a proxy by now. Asking for one has it made. */
export class MediaFiles {
  readonly #known = new Map<string, Known>()
  readonly #toPrepare: string[] = []

  /** The best file for moving pictures: the proxy, or the original while it is being made. Answers at once from what is known. */
  best(mediaId: string): MediaFile {
    if (!playsProxies) return original(mediaId)
    return this.#look(mediaId).state === 'ready' ? { url: `/proxy/${mediaId}`, isProxy: true } : original(mediaId)
  }

  /** The same, after the studio was asked about a take that is not known yet. */
  async bestSoon(mediaId: string): Promise<MediaFile> {
    if (!playsProxies) return original(mediaId)
    const known = this.#look(mediaId)
    if (known.state !== 'ready') await known.looking
    return this.best(mediaId)
  }

  /** True while a proxy is being made. */
  isComing(mediaId: string): boolean {
    return this.#known.get(mediaId)?.state === 'making'
  }

  /** Whether the file itself is not there, or not what it was. */
  async isGone(mediaId: string): Promise<boolean> {
    const answer = await fetch(original(mediaId).url, { method: 'HEAD' }).catch(() => null)
    return answer?.status === 404
  }

  /**
   * A proxy that cannot be played, be it spoiled or thrown away: the file itself serves until the proxy was made anew. Where the new one
   * is no better, the file goes on serving.
   */
  distrust(mediaId: string): void {
    const known = this.#known.get(mediaId)
    if (known?.state !== 'ready') return
    known.state = 'none'
    known.lookAtMs = Infinity
    if (known.wasThrownAway) return
    known.wasThrownAway = true
    known.looking = this.#throwAway(mediaId, known)
  }

  /** Looks anew for what could not be made. */
  retry(): void {
    for (const known of this.#known.values()) if (known.state === 'none' && !known.wasThrownAway) known.lookAtMs = 0
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
    const known = this.#known.get(mediaId) ?? { state: 'unknown', lookAtMs: 0, looking: null, wasThrownAway: false }
    this.#known.set(mediaId, known)
    if (known.state !== 'ready' && !known.looking && performance.now() >= known.lookAtMs)
      known.looking = this.#ask(mediaId, known)
    return known
  }

  async #ask(mediaId: string, known: Known): Promise<void> {
    let againMs = LOOK_AGAIN_MS
    try {
      const { status } = await fetch(`/proxy/${mediaId}`, { method: 'HEAD' })
      known.state = status === 200 ? 'ready' : status === 202 ? 'making' : 'none'
      if (known.state === 'none') againMs = LOOK_SELDOM_MS
    } catch {
      // The studio does not answer: the original would not come either, and is not asked for in vain.
    } finally {
      known.lookAtMs = performance.now() + againMs
      known.looking = null
    }
  }

  async #throwAway(mediaId: string, known: Known): Promise<void> {
    const answer = await fetch(`/proxy/${mediaId}`, { method: 'DELETE' }).catch(() => null)
    known.looking = null
    if (answer?.ok) await this.#ask(mediaId, known)
  }
}

export function original(mediaId: string): MediaFile {
  return { url: `/media/${mediaId}`, isProxy: false }
}
