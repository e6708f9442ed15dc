import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyEdits, type Edit } from '#model/edit/apply.ts'
import { stopReason } from '#model/edit/stop-reason.ts'
import type { MediaLengths } from '#model/edit/media.ts'
import { isStudioError } from '#model/errors.ts'
import type { Sequence } from '#model/sequence.ts'

export type CutState = {
  /** With every gesture that was finished here, sent or not. */
  readonly sequence: Sequence
  /** What is seen: the same, or the gesture that is going on. */
  readonly shown: Sequence
  /** Why the gesture that is going on does nothing (more). */
  readonly refusal: string | null
  /** How many gestures are not on disk yet. */
  readonly unsent: number
}

export type Gesture = {
  readonly name: string
  readonly edits: readonly Edit[]
  /** The gesture that this is a further step of: they are undone together. */
  readonly series?: string | undefined
  /** Its own name, the same when it is sent again. */
  readonly gesture: string
}

/** The same thing done to the same clips again this soon is a further step of one gesture. */
const SERIES_MS = 1_000

/** How a cut is reached: the studio's methods for one version. */
export type CutService = {
  open(): Promise<{ readonly sequence: Sequence; readonly revision: number }>
  edit(gesture: Gesture & { readonly baseRevision: number }): Promise<{ readonly revision: number }>
}

type Options = {
  readonly service: CutService
  /** Told what a person must know: a gesture was refused after all, or could not be kept. */
  readonly onTrouble: (error: unknown) => void
}

/**
 * One version of the cut as it is edited: a gesture is seen at once, by the same functions that the studio keeps it with, and sent
 * after. A gesture that others came before is done anew on top of theirs.
 */
export class CutEditor {
  readonly store: StoreApi<CutState>
  readonly #options: Options
  /** What the last gesture would be repeated by, and until when. */
  #repeated: { readonly what: string; readonly series: string; readonly untilMs: number } | null = null
  #base: Sequence
  #revision: number
  #media: MediaLengths = new Map()
  #waiting: Gesture[] = []
  /** One thing at a time is said to the studio: an answer never meets a state that it was not asked for. */
  #talking: Promise<void> | null = null

  constructor(opened: { readonly sequence: Sequence; readonly revision: number }, options: Options) {
    this.#options = options
    this.#base = opened.sequence
    this.#revision = opened.revision
    this.store = createStore<CutState>(() => ({
      sequence: opened.sequence,
      shown: opened.sequence,
      refusal: null,
      unsent: 0,
    }))
  }

  get media(): MediaLengths {
    return this.#media
  }

  setMedia(media: MediaLengths): void {
    this.#media = media
  }

  /** Shows what a gesture would do, from where it began; what cannot be done is said, and the last that could stays in sight. */
  preview(edits: readonly Edit[]): void {
    const { sequence } = this.store.getState()
    try {
      const shown = applyEdits(sequence, edits, this.#media)
      this.store.setState({ shown, refusal: stopReason(sequence, edits, this.#media) })
    } catch (error) {
      if (!isStudioError(error)) throw error
      this.store.setState({ refusal: error.message })
    }
  }

  /** Those of the edits that can be done, one on top of the other. */
  fitting(edits: readonly Edit[]): Edit[] {
    let { sequence } = this.store.getState()
    return edits.filter(edit => {
      try {
        sequence = applyEdits(sequence, [edit], this.#media)
        return true
      } catch (error) {
        if (!isStudioError(error)) throw error
        return false
      }
    })
  }

  /** Gives up the gesture that is going on. */
  bail(): void {
    const { sequence } = this.store.getState()
    this.store.setState({ shown: sequence, refusal: null })
  }

  /**
   * Does a gesture; `what` says what is done to which clips, where doing so again at once is the same gesture going on. Returns why it
   * cannot be done, or null.
   */
  commit(name: string, edits: readonly Edit[], what?: string): string | null {
    const { sequence } = this.store.getState()
    let edited: Sequence
    try {
      edited = applyEdits(sequence, edits, this.#media)
    } catch (error) {
      if (!isStudioError(error)) throw error
      this.bail()
      return error.message
    }
    if (edited === sequence) {
      this.bail()
      return null
    }
    this.#waiting.push({ name, edits, series: this.#seriesOf(what), gesture: crypto.randomUUID() })
    this.store.setState({ sequence: edited, shown: edited, refusal: null, unsent: this.#waiting.length })
    this.#send()
    return null
  }

  #seriesOf(what: string | undefined): string | undefined {
    const nowMs = performance.now()
    const last = this.#repeated
    if (what === undefined) this.#repeated = null
    else if (last?.what === what && nowMs < last.untilMs) this.#repeated = { ...last, untilMs: nowMs + SERIES_MS }
    else this.#repeated = { what, series: crypto.randomUUID(), untilMs: nowMs + SERIES_MS }
    return this.#repeated?.series
  }

  /** Resolves when all that was done here is on disk, or was given up. */
  async settled(): Promise<void> {
    while (this.#talking) await this.#talking
  }

  /** The studio has this revision now: takes it in where that is news. */
  async heard(revision: number): Promise<void> {
    await this.settled()
    if (revision > this.#revision) await this.renew()
  }

  /** Takes the studio's version in, and does on top of it what is not there yet. */
  async renew(): Promise<void> {
    // Not by `settled`: nothing may begin between the look and the deed.
    while (this.#talking) await this.#talking
    this.#talk(() => this.#takeIn())
    await this.settled()
  }

  #talk(work: () => Promise<void>): void {
    this.#talking = work().finally(() => {
      this.#talking = null
      this.#send()
    })
  }

  #send(): void {
    if (this.#talking === null && this.#waiting.length > 0) this.#talk(() => this.#sendAll())
  }

  async #sendAll(): Promise<void> {
    for (let gesture = this.#waiting[0]; gesture; gesture = this.#waiting[0]) {
      try {
        const { revision } = await this.#options.service.edit({ ...gesture, baseRevision: this.#revision })
        this.#waiting.shift()
        if (revision !== this.#revision + 1) {
          // It was kept before, and its answer was lost.
          await this.#takeIn()
          continue
        }
        this.#base = applyEdits(this.#base, gesture.edits, this.#media)
        this.#revision = revision
        this.store.setState({ unsent: this.#waiting.length })
      } catch (error) {
        if (codeOf(error) !== 'sequence/stale') {
          this.#waiting = []
          this.#options.onTrouble(error)
        }
        await this.#takeIn()
      }
    }
  }

  async #takeIn(): Promise<void> {
    try {
      const { sequence, revision } = await this.#options.service.open()
      this.#base = sequence
      this.#revision = revision
    } catch (error) {
      this.#waiting = []
      this.#options.onTrouble(error)
    }
    let rebased = this.#base
    const kept: Gesture[] = []
    for (const gesture of this.#waiting) {
      try {
        rebased = applyEdits(rebased, gesture.edits, this.#media)
        kept.push(gesture)
      } catch (error) {
        if (!isStudioError(error)) throw error
        this.#options.onTrouble(error)
      }
    }
    this.#waiting = kept
    this.store.setState({ sequence: rebased, shown: rebased, refusal: null, unsent: kept.length })
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
