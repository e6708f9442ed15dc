import { EventPublisher } from '@orpc/server'

/**
 * Work that tells how far it is, as the stream of a call that ends with its result. While the caller is busy only the newest is
 * kept; a caller that goes away stops the work.
 */
export async function* progressStream<Progress, Result>(
  work: (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<Result>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, Result, void> {
  const left = new AbortController()
  const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal
  const ended = new AbortController()
  const publisher = new EventPublisher<{ progress: Progress }>({ maxBufferedEvents: 1 })
  const progress = publisher.subscribe('progress', { signal: ended.signal })
  const result = work({ signal: stop, onProgress: step => publisher.publish('progress', step) })
  // Told once more below; here it only ends the stream of progress.
  result.then(
    () => ended.abort(),
    () => ended.abort(),
  )
  try {
    yield* untilEnded(progress, ended.signal)
    return await result
  } finally {
    left.abort()
    await result.catch(() => {})
  }
}

async function* untilEnded<Progress>(
  progress: AsyncIterable<Progress>,
  ended: AbortSignal,
): AsyncGenerator<Progress, void, void> {
  try {
    yield* progress
  } catch (error) {
    if (!ended.aborted) throw error
  }
}
