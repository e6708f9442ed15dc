import { expect, test } from 'vitest'
import { createLane, type Job } from './lane.ts'

function world(width = 1) {
  const closer = new AbortController()
  const done: string[] = []
  const failed: string[] = []
  const gates = new Map<string, () => void>()
  const lane = createLane(width, closer.signal, job => failed.push(job.name))
  const job = (name: string): Job => ({
    name,
    run: async signal => {
      await new Promise<void>((resolve, reject) => {
        gates.set(name, resolve)
        signal.addEventListener('abort', () => reject(new Error('closed')))
      })
      if (name.startsWith('bad')) throw new Error(name)
      done.push(name)
    },
  })
  const finish = async (name: string): Promise<void> => {
    await expect.poll(() => gates.has(name)).toBe(true)
    gates.get(name)!()
  }
  return { lane, job, finish, done, failed, gates, closer }
}

test('does first what was asked for last, and what nobody waits for at the end', async () => {
  const { lane, job, finish, done } = world()
  lane.first(job('a'))
  lane.last(job('z'))
  lane.first(job('b'))
  lane.first(job('c'))
  lane.first(job('b'))
  lane.last(job('c'))
  for (const name of ['a', 'b', 'c', 'z']) await finish(name)
  await lane.idle()
  expect(done).toEqual(['a', 'b', 'c', 'z'])
})

test('runs as many at once as it is wide, and none twice', async () => {
  const { lane, job, finish, gates } = world(2)
  for (const name of ['a', 'b', 'c']) lane.first(job(name))
  lane.first(job('a'))
  expect([...gates.keys()]).toEqual(['a', 'b'])
  for (const name of ['a', 'b', 'c']) await finish(name)
  await lane.idle()
})

test('goes on after a failure', async () => {
  const { lane, job, finish, done, failed } = world()
  lane.last(job('bad'))
  lane.last(job('good'))
  await finish('bad')
  await finish('good')
  await lane.idle()
  expect([done, failed]).toEqual([['good'], ['bad']])
})

test('ends with its signal: what runs is told, what waits is forgotten, and neither has failed', async () => {
  const { lane, job, closer, done, failed, gates } = world()
  lane.first(job('a'))
  lane.last(job('b'))
  closer.abort()
  await lane.idle()
  lane.first(job('c'))
  await lane.idle()
  expect([done, failed, [...gates.keys()]]).toEqual([[], [], ['a']])
})
