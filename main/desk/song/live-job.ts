/** Work that goes on whoever watches it. */
export type LiveJob<Event> = {
  /** What it told so far, the newest of each kind, and all that follows; ends, or throws, as the work does. */
  follow(signal?: AbortSignal): AsyncGenerator<Event, void, void>
}

/** Begins `work` as soon as who calls has come to an end: by then they have kept the job, however soon it fails. */
export function startJob<Event extends { readonly kind: string }>(
  work: (tell: (event: Event) => void) => Promise<void>,
): LiveJob<Event> {
  const newest = new Map<Event['kind'], { readonly event: Event; readonly count: number }>()
  const waiting = new Set<() => void>()
  let count = 0
  let end: { readonly failure: unknown } | null = null

  const wake = (): void => {
    for (const resume of waiting) resume()
  }
  const tell = (event: Event): void => {
    count += 1
    newest.set(event.kind, { event, count })
    wake()
  }
  async function run(): Promise<void> {
    let failure: unknown = null
    try {
      await Promise.resolve()
      await work(tell)
    } catch (error) {
      failure = error ?? new Error('the work ended')
    }
    end = { failure }
    wake()
  }
  void run()

  return {
    async *follow(signal) {
      let seen = 0
      for (;;) {
        signal?.throwIfAborted()
        const unseen = [...newest.values()].filter(told => told.count > seen).toSorted((a, b) => a.count - b.count)
        seen = count
        for (const { event } of unseen) yield event
        if (count > seen) continue
        if (end?.failure) throw end.failure
        if (end) return
        await nextTurn(waiting, signal)
      }
    },
  }
}

function nextTurn(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    const resume = (): void => {
      waiting.delete(resume)
      signal?.removeEventListener('abort', resume)
      resolve()
    }
    waiting.add(resume)
    signal?.addEventListener('abort', resume, { once: true })
  })
}
