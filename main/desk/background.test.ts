import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { leaseHolder } from '#main/library/lease.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { MakeContext } from '#main/make/context.ts'
import type { Work } from '#main/make/work.ts'
import { createBackground } from './background.ts'

/** A background over a library of its own. A piece of work is a row of `setting`, so that every process can see it. */
function someBackground(dir = temporaryFolder(), lookAgainMs?: number) {
  const library = temporaryLibrary(dir)
  const { db } = library
  const closer = new AbortController()
  const lines: string[] = []
  const context: MakeContext = {
    library,
    catalogue: { services: [], models: [] },
    ffmpeg: () => Promise.reject(new Error('no ffmpeg is needed')),
  }
  const background = createBackground(context, {
    closing: closer.signal,
    log: line => lines.push(line),
    ...(lookAgainMs !== undefined && { lookAgainMs }),
  })
  onTestFinished(async () => {
    closer.abort()
    await background.stopped()
  })
  const isThere = (piece: string): boolean => db.get('SELECT 1 FROM setting WHERE key = ?', [piece]) !== undefined
  return {
    db,
    background,
    lines,
    close: () => closer.abort(),
    isThere,
    ask: (piece: string) => void db.run('INSERT OR REPLACE INTO setting VALUES (?, 1)', [piece]),
    done: (piece: string) => void db.run('DELETE FROM setting WHERE key = ?', [piece]),
    isHeld: () => leaseHolder(db) !== null,
  }
}

/** A run that goes on until it is let end; `begun` counts how often it was begun. */
function heldRun(onEnd: () => void = () => {}) {
  const held = { begun: 0, end: () => {}, run: (_work: Work) => Promise.resolve() }
  held.run = async work => {
    held.begun += 1
    await new Promise<void>((resolve, reject) => {
      held.end = resolve
      work.signal.addEventListener('abort', () => reject(work.signal.reason as Error), { once: true })
    })
    onEnd()
  }
  return held
}

test('the library is held only while there is work, and held again for what is asked later', async () => {
  const { background, ask, done, isHeld, isThere } = someBackground()
  const held = heldRun(() => done('piece'))
  background.add({ name: 'draw', hasWork: () => isThere('piece'), run: held.run })
  background.start()
  expect(isHeld()).toBe(false)
  for (const round of [1, 2]) {
    ask('piece')
    await expect.poll(() => held.begun).toBe(round)
    expect(isHeld()).toBe(true)
    held.end()
    await expect.poll(isHeld).toBe(false)
  }
})

test('what was left by an earlier process is begun with at the start', async () => {
  const { background, ask, done, isThere } = someBackground()
  ask('piece')
  background.add({ name: 'draw', hasWork: () => isThere('piece'), run: () => Promise.resolve(done('piece')) })
  expect(isThere('piece')).toBe(true)
  background.start()
  await expect.poll(() => isThere('piece')).toBe(false)
})

test('what another process asks for is heard of', async () => {
  const dir = temporaryFolder()
  const { background, done, isThere } = someBackground(dir)
  const other = temporaryLibrary(dir)
  background.add({ name: 'draw', hasWork: () => isThere('piece'), run: () => Promise.resolve(done('piece')) })
  background.start()
  other.db.run(`INSERT INTO setting VALUES ('piece', 1)`)
  await expect.poll(() => other.db.get(`SELECT 1 FROM setting WHERE key = 'piece'`)).toBeUndefined()
})

test('two workers work beside each other, and the library is held until the last has ended', async () => {
  const { background, ask, done, isHeld, isThere } = someBackground()
  const [one, two] = [heldRun(() => done('one')), heldRun(() => done('two'))]
  background.add({ name: 'one', hasWork: () => isThere('one'), run: one.run })
  background.add({ name: 'two', hasWork: () => isThere('two'), run: two.run })
  background.start()
  ask('one')
  await expect.poll(() => one.begun).toBe(1)
  ask('two')
  await expect.poll(() => two.begun).toBe(1)
  one.end()
  await expect.poll(() => isThere('one')).toBe(false)
  expect(isHeld()).toBe(true)
  two.end()
  await expect.poll(isHeld).toBe(false)
  expect([one.begun, two.begun]).toEqual([1, 1])
})

test('what is asked for while the right is being given back is not forgotten', async () => {
  const { background, ask, done, isThere } = someBackground()
  background.add({
    name: 'draw',
    hasWork: () => isThere('first') || isThere('second'),
    run: () => {
      const piece = isThere('first') ? 'first' : 'second'
      done(piece)
      // In the very turn in which the loop ends.
      if (piece === 'first') queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => ask('second'))))
      return Promise.resolve()
    },
  })
  background.start()
  ask('first')
  await expect.poll(() => isThere('first') || isThere('second')).toBe(false)
})

test('a failure is logged once, gives the library back and rests until the next change', async () => {
  const { background, db, ask, isHeld, isThere, lines, done } = someBackground()
  let tries = 0
  background.add({
    name: 'draw',
    hasWork: () => isThere('piece'),
    run: () => {
      tries += 1
      // Its own changes are none that could help.
      db.run('INSERT OR REPLACE INTO setting VALUES (?, ?)', ['try', tries])
      if (tries === 2) done('piece')
      return Promise.reject(new Error('the disk is full'))
    },
  })
  background.start()
  ask('piece')
  await expect.poll(() => lines).toEqual(['draw: the disk is full'])
  await expect.poll(isHeld).toBe(false)
  expect(tries).toBe(1)
  ask('something else')
  await expect.poll(() => tries).toBe(2)
  await expect.poll(isHeld).toBe(false)
  expect(lines).toHaveLength(2)
})

test('what has failed is tried again after a while, though nothing was changed', async () => {
  const { background, ask, done, isThere, lines } = someBackground(temporaryFolder(), 50)
  background.add({
    name: 'draw',
    hasWork: () => isThere('piece'),
    run() {
      if (lines.length === 0) throw new Error('The disk is full.')
      done('piece')
      return Promise.resolve()
    },
  })
  ask('piece')
  background.start()
  await expect.poll(() => isThere('piece')).toBe(false)
  expect(lines).toEqual(['draw: The disk is full.'])
})

test('a failure of one does not stop the other', async () => {
  const { background, ask, done, isThere } = someBackground()
  const held = heldRun(() => done('piece'))
  background.add({ name: 'bad', hasWork: () => isThere('piece'), run: () => Promise.reject(new Error('no')) })
  background.add({ name: 'good', hasWork: () => isThere('piece'), run: held.run })
  background.start()
  ask('piece')
  await expect.poll(() => held.begun).toBe(1)
  held.end()
  await expect.poll(() => isThere('piece')).toBe(false)
})

test('a worker that changes nothing, or cannot tell whether it has work, is not asked for ever', async () => {
  const { background, ask, isHeld, lines } = someBackground()
  let runs = 0
  let looks = 0
  background.add({ name: 'idle', hasWork: () => true, run: () => Promise.resolve(void (runs += 1)) })
  background.add({
    name: 'blind',
    hasWork: () => {
      looks += 1
      throw new Error('the drive is gone')
    },
    run: () => Promise.resolve(),
  })
  background.start()
  await expect.poll(() => runs).toBe(1)
  await expect.poll(isHeld).toBe(false)
  expect({ runs, looks, lines }).toEqual({ runs: 1, looks: 1, lines: ['blind: the drive is gone'] })
  expect(() => ask('anything')).not.toThrow()
  await expect.poll(() => runs).toBe(2)
})

test('closing ends what runs, gives the library back and begins nothing more', async () => {
  const { background, ask, close, isHeld, isThere, lines } = someBackground()
  const held = heldRun()
  background.add({ name: 'draw', hasWork: () => isThere('piece'), run: held.run })
  background.start()
  ask('piece')
  await expect.poll(() => held.begun).toBe(1)
  close()
  await background.stopped()
  expect(isHeld()).toBe(false)
  ask('another')
  await background.stopped()
  expect({ begun: held.begun, lines }).toEqual({ begun: 1, lines: [] })
})

test('whoever loses the library to another process stops, and says so', async () => {
  const { background, ask, db, isThere, lines } = someBackground()
  const stopped = new AbortController()
  background.add({
    name: 'draw',
    hasWork: () => isThere('piece'),
    run: async ({ signal }) => {
      await once(signal, 'abort')
      stopped.abort()
      throw new Error('the encoder was stopped')
    },
  })
  background.start()
  ask('piece')
  await expect.poll(() => leaseHolder(db)).not.toBeNull()
  db.run('UPDATE runner_lease SET fence = fence + 1')
  await expect.poll(() => stopped.signal.aborted, { timeout: 5000 }).toBe(true)
  await expect.poll(() => lines).toEqual([expect.stringContaining('Another Flythrough Studio works on this library')])
})
