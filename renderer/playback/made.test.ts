import { afterEach, expect, test, vi } from 'vitest'
import { fetchMade, whenMade } from './made.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A studio that answers each address in turn, the last answer again and again. */
function studio(answers: Readonly<Record<string, readonly number[]>>) {
  const asked: string[] = []
  let [open, mostOpen] = [0, 0]
  const fetch = async (url: string, { signal }: RequestInit): Promise<Response> => {
    signal?.throwIfAborted()
    const turn = asked.filter(other => other === url).length
    asked.push(url)
    open += 1
    mostOpen = Math.max(mostOpen, open)
    await Promise.resolve()
    open -= 1
    return new Response('body', { status: answers[url]?.[turn] ?? answers[url]?.at(-1) ?? 404 })
  }
  vi.stubGlobal('fetch', fetch)
  return { asked, mostOpen: () => mostOpen }
}

const never = new AbortController().signal

test('asks again until it is made', async () => {
  const { asked } = studio({ '/strip/a': [202, 202, 200] })
  expect(await (await fetchMade('/strip/a', {}, never)).text()).toBe('body')
  expect(asked).toHaveLength(3)
})

test('takes a no for a no', async () => {
  studio({ '/strip/a': [202, 404] })
  await expect(fetchMade('/strip/a', {}, never)).rejects.toThrow('404')
  await expect(whenMade('/strip/b', never)).rejects.toThrow('404')
})

test('asks no more once nobody waits', async () => {
  const { asked } = studio({ '/strip/a': [202] })
  const leaving = new AbortController()
  const waiting = fetchMade('/strip/a', {}, leaving.signal)
  await expect.poll(() => asked.length).toBe(1)
  leaving.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  expect(asked).toHaveLength(1)
})

test('asks about two at a time, and goes on after one that fails', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const { asked, mostOpen } = studio(
    Object.fromEntries(names.map(name => [`/thumb/${name}`, [name === 'b' ? 404 : 200]])),
  )
  const outcomes = await Promise.allSettled(names.map(name => whenMade(`/thumb/${name}`, never)))
  expect(outcomes.map(({ status }) => status)).toEqual(names.map(name => (name === 'b' ? 'rejected' : 'fulfilled')))
  expect(asked).toHaveLength(6)
  expect(mostOpen()).toBe(2)
})
