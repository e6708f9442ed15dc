import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Connection } from './connection.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A studio that is there or not, and the connection that a window has to it. */
function setUp() {
  const connection = new Connection()
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const studio = { isThere: true, opened: 0, heard: [] as string[], lose: () => {}, tell: (_event: string) => {} }
  async function* events(): AsyncGenerator<string> {
    const queue: string[] = []
    for (;;) {
      await new Promise<void>((resolve, reject) => {
        studio.tell = event => resolve(void queue.push(event))
        studio.lose = () => {
          studio.isThere = false
          reject(new Error('lost'))
        }
      })
      yield* queue.splice(0)
    }
  }
  void connection.follow({
    open: () => (studio.isThere ? Promise.resolve(events()) : Promise.reject(new Error('not there'))),
    onOpen: () => (studio.opened += 1),
    hear: event => studio.heard.push(event),
    signal: stop.signal,
  })
  return { connection, studio }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

test('a studio that went away is found again by itself, and what changed meanwhile is asked for', async () => {
  const { connection, studio } = setUp()
  await settle()
  studio.tell('first')
  await settle()
  expect(studio).toMatchObject({ opened: 1, heard: ['first'] })
  studio.lose()
  await settle()
  expect(connection.store.getState()).toMatchObject({ error: new Error('lost'), returns: 0 })

  await vi.advanceTimersByTimeAsync(60_000)
  studio.isThere = true
  await vi.advanceTimersByTimeAsync(8_000)
  expect(connection.store.getState()).toEqual({ error: null, returns: 1 })
  expect(studio.opened).toBe(2)
})

test('whoever presses does not wait', async () => {
  const { connection, studio } = setUp()
  await settle()
  studio.lose()
  await vi.advanceTimersByTimeAsync(60_000)
  studio.isThere = true
  connection.retry()
  await settle()
  expect(connection.store.getState().error).toBeNull()
})

test('work that can wait is done when the studio is back; what the studio refuses is not tried again', async () => {
  const { connection, studio } = setUp()
  await settle()
  const isLoss = (error: unknown): boolean => error instanceof TypeError
  const work = vi.fn(() => (studio.isThere ? Promise.resolve('kept') : Promise.reject(new TypeError('no answer'))))
  studio.lose()
  const done = connection.patiently(work, isLoss)
  await vi.advanceTimersByTimeAsync(30_000)
  studio.isThere = true
  await vi.advanceTimersByTimeAsync(8_000)
  expect(await done).toBe('kept')
  expect(work).toHaveBeenCalledTimes(2)

  await expect(connection.patiently(() => Promise.reject(new Error('refused')), isLoss)).rejects.toThrow('refused')
  // Where the studio is there all the while, it is no loss of the connection.
  const broken = connection.patiently(() => Promise.reject(new TypeError('broken')), isLoss)
  const failure = broken.catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await failure).toEqual(new TypeError('broken'))
})
