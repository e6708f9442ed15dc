import { EventPublisher } from '@orpc/server'

/**
 * What a subscription tells, as the stream of a call: attached at once, ended by the caller. While the caller is busy only the
 * newest of each key is kept, and all that is unread comes as one list.
 */
export function latestStream<Event>(
  subscribe: (listener: (event: Event) => void) => () => void,
  keyOf: (event: Event) => string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Event[], void, void> {
  signal?.throwIfAborted()
  const publisher = new EventPublisher<{ news: null }>({ maxBufferedEvents: 1 })
  const unread = new Map<string, Event>()
  const stop = subscribe(event => {
    unread.set(keyOf(event), event)
    publisher.publish('news', null)
  })
  signal?.addEventListener('abort', stop, { once: true })
  const news = publisher.subscribe('news', signal ? { signal } : {})
  return (async function* () {
    try {
      for await (const _ of news) {
        const events = [...unread.values()]
        unread.clear()
        if (events.length > 0) yield events
      }
    } finally {
      stop()
    }
  })()
}
