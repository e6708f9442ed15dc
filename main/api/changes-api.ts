import type { ChangeFollower } from '#main/library/change-counts.ts'
import type { StudioImplementer } from './implementer.ts'
import { latestStream } from './latest-stream.ts'

/** Attaches at once; what is not read yet is kept as one list, in which nothing stands twice. */
export function changesApi(studio: StudioImplementer['changes'], follow: ChangeFollower) {
  return studio.handler(({ signal }) =>
    latestStream(
      listener => follow(changes => changes.forEach(listener)),
      ({ topic, projectId }) => `${topic} ${projectId}`,
      signal,
    ),
  )
}
