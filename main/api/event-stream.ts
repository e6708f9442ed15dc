import { EventPublisher } from '@orpc/server'

/** What a subscription tells, as the stream of a call: attached at once, ended by the caller. Nothing that was told is left out. */
export function eventStream<Event>(
  subscribe: (listener: (event: Event) => void) => () => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<Event, void, void> {
  signal?.throwIfAborted()
  const publisher = new EventPublisher<{ event: Event }>()
  // The stream first: a subscription may tell at once what it has kept.
  const events = publisher.subscribe('event', signal ? { signal } : {})
  const stop = subscribe(event => publisher.publish('event', event))
  signal?.addEventListener('abort', stop, { once: true })
  return (async function* () {
    try {
      yield* events
    } finally {
      stop()
    }
  })()
}
