import { EventPublisher } from '@orpc/server'
import type { ChangeFollower } from '#main/library/change-counts.ts'
import type { Changes } from '#model/contract/changes-contract.ts'
import type { StudioImplementer } from './implementer.ts'

export function changesApi(studio: StudioImplementer['changes'], follow: ChangeFollower) {
  return studio.handler(({ signal }) => changeStream(follow, signal))
}

/** Attaches at once; what is not read yet is kept as one list, in which nothing stands twice. */
function changeStream(follow: ChangeFollower, signal: AbortSignal | undefined): AsyncGenerator<Changes, void, void> {
  signal?.throwIfAborted()
  const publisher = new EventPublisher<{ news: null }>({ maxBufferedEvents: 1 })
  const unread = new Map<string, Changes[number]>()
  const stop = follow(changes => {
    for (const change of changes) unread.set(`${change.topic} ${change.projectId}`, change)
    publisher.publish('news', null)
  })
  signal?.addEventListener('abort', stop, { once: true })
  const news = publisher.subscribe('news', signal ? { signal } : {})
  return (async function* () {
    try {
      for await (const _ of news) {
        const changes = [...unread.values()]
        unread.clear()
        if (changes.length > 0) yield changes
      }
    } finally {
      stop()
    }
  })()
}
