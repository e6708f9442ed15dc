import { expect, test } from 'vitest'
import { startJob } from './live-job.ts'

type Told = { readonly kind: 'name' | 'share'; readonly value: number }

async function all(events: AsyncIterable<Told>): Promise<number[]> {
  const told: number[] = []
  for await (const { value } of events) told.push(value)
  return told
}

test('whoever comes late hears the newest of each kind, and what follows', async () => {
  const begun = Promise.withResolvers<(event: Told) => void>()
  let end = (): void => {}
  const job = startJob<Told>(async told => {
    begun.resolve(told)
    await new Promise<void>(resolve => (end = resolve))
  })
  const tell = await begun.promise
  tell({ kind: 'name', value: 1 })
  tell({ kind: 'share', value: 2 })
  tell({ kind: 'share', value: 3 })
  const early = job.follow()
  expect((await early.next()).value).toMatchObject({ value: 1 })
  expect((await early.next()).value).toMatchObject({ value: 3 })
  tell({ kind: 'share', value: 4 })
  const late = all(job.follow())
  expect((await early.next()).value).toMatchObject({ value: 4 })
  end()
  expect(await late).toEqual([1, 4])
  expect(await early.next()).toEqual({ value: undefined, done: true })
})

test('a failure reaches everybody, also after it', async () => {
  const job = startJob<Told>(() => Promise.reject(new Error('the disk is full')))
  await expect(all(job.follow())).rejects.toThrow('the disk is full')
  await expect(all(job.follow())).rejects.toThrow('the disk is full')
})

test('whoever leaves ends alone', async () => {
  const leaving = new AbortController()
  let end = (): void => {}
  const job = startJob<Told>(() => new Promise<void>(resolve => (end = resolve)))
  const left = all(job.follow(leaving.signal))
  const stays = all(job.follow())
  leaving.abort()
  await expect(left).rejects.toThrow('abort')
  end()
  expect(await stays).toEqual([])
})
