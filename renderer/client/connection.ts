import { createStore } from 'zustand/vanilla'

type ConnectionState = {
  /** Why the studio does not answer; null while it does. */
  readonly error: unknown
  /** How often it was found again. What was told in between has to be asked for. */
  readonly returns: number
}

type Following<Event> = {
  /** Opens the stream of what changes: while it is open, the studio answers. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>
  /** Each time it is open; nothing that changes from here on is missed. */
  readonly onOpen: () => void
  readonly hear: (event: Event) => void
  readonly signal: AbortSignal
}

const LONGEST_PAUSE_MS = 8_000
/** A call may hear that the connection is lost before whoever follows it does. */
const SAME_LOSS_MS = 1_000

/** The window's line to the studio: whether it stands, and what brings it back. */
export class Connection {
  readonly store = createStore<ConnectionState>(() => ({ error: null, returns: 0 }))
  #tryNow: () => void = () => {}

  /** Follows the studio until `signal` ends it; where it is lost, it is tried again, by and by more seldom. */
  async follow<Event>({ open, onOpen, hear, signal }: Following<Event>): Promise<void> {
    let pauseMs = 250
    while (!signal.aborted) {
      try {
        const events = await open(signal)
        pauseMs = 250
        this.store.setState(({ error, returns }) => ({ error: null, returns: error === null ? returns : returns + 1 }))
        onOpen()
        for await (const event of events) hear(event)
        throw new Error('the studio ended the stream of changes')
      } catch (error) {
        if (signal.aborted) return
        this.store.setState({ error })
        await this.#pause(pauseMs, signal)
        pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)
      }
    }
  }

  /** Hears a stream, and again each time the studio was lost and is back. */
  async listen<Event>(
    open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
    hear: (event: Event) => void,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      const { returns } = this.store.getState()
      try {
        for await (const event of await open(signal)) hear(event)
      } catch {
        // Whoever follows the studio says that it is lost.
      }
      await this.#until(state => state.returns > returns, { signal })
    }
  }

  /** Tries again at once. */
  retry(): void {
    this.#tryNow()
  }

  /** Does work that may wait for the studio to come back; what fails while the studio is there fails. */
  async patiently<Result>(work: () => Promise<Result>, isLoss: (error: unknown) => boolean): Promise<Result> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!isLoss(error) || !(await this.#until(state => state.error !== null, { mostMs: SAME_LOSS_MS }))) throw error
        await this.#until(state => state.error === null)
      }
    }
  }

  /** Resolves to whether it came to that in time. */
  #until(
    isSo: (state: ConnectionState) => boolean,
    { mostMs, signal }: { mostMs?: number; signal?: AbortSignal } = {},
  ): Promise<boolean> {
    if (isSo(this.store.getState())) return Promise.resolve(true)
    return new Promise(resolve => {
      const end = (isInTime: boolean): void => {
        stop()
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        resolve(isInTime)
      }
      const giveUp = (): void => end(false)
      const timer = mostMs === undefined ? undefined : setTimeout(giveUp, mostMs)
      const stop = this.store.subscribe(state => isSo(state) && end(true))
      signal?.addEventListener('abort', giveUp)
      if (signal?.aborted) giveUp()
    })
  }

  #pause(pauseMs: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, pauseMs)
      signal.addEventListener('abort', end)
      this.#tryNow = end
    })
  }
}
