import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Holder, acquireLease, isHolderAlive, leaseHolder } from './lease.ts'
import { clearLeftovers } from './leftovers.ts'
import { openLibrary } from './library.ts'
import { asNobody, someProject, temporaryFolder, temporaryLibrary } from './testing/temporary-library.ts'

/** Takes the lease in another process, says so, and holds it. With `encode` it also begins a child that writes into its work folder. */
const HOLDER_CODE = `
  import { spawn } from 'node:child_process'
  import { openLibrary } from '#main/library/library.ts'
  import { acquireLease } from '#main/library/lease.ts'
  const library = openLibrary(process.argv[1], { log: console.error })
  const lease = await acquireLease(library.db)
  if (process.argv[2] === 'encode') {
    const script = "require('node:fs').writeFileSync(process.argv[1].slice(5), 'part'); console.log(); setInterval(() => {}, 1000)"
    const child = spawn(process.execPath, ['--eval', script, 'file:' + library.workDir + '/part.mp4'], { detached: true })
    await new Promise(resolve => child.stdout.once('data', resolve))
  }
  console.log(lease.fence)
  process.stdin.once('data', () => {
    lease.release()
    library.close()
    process.exit()
  })
`

async function holderIn(dir: string, ...args: string[]): Promise<{ child: ChildProcess; fence: number }> {
  const code = ['--input-type=module', '--eval', HOLDER_CODE, '--', dir, ...args]
  const child = spawn(process.execPath, code, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, fence: Number(line.toString()) }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

test('whoever waits gets the lease when it is released', async () => {
  const dir = temporaryFolder()
  const { child, fence } = await holderIn(dir)
  const { db } = temporaryLibrary(dir)
  const waitedFor: Holder[] = []
  const acquiring = acquireLease(db, {
    onWaiting: holder => {
      waitedFor.push(holder)
      child.stdin?.write('release\n')
    },
  })
  const lease = await acquiring
  expect(waitedFor.map(({ pid }) => pid)).toEqual([child.pid])
  expect(lease.fence).toBe(fence + 1)
  lease.release()
  expect(leaseHolder(db)).toBeNull()
})

test('the lease of a killed process is taken over at once', async () => {
  const dir = temporaryFolder()
  const { child, fence } = await holderIn(dir)
  const { db } = temporaryLibrary(dir)
  expect(isHolderAlive(leaseHolder(db)!)).toBe(true)
  await kill(child)
  expect(isHolderAlive(leaseHolder(db)!)).toBe(false)
  const lease = await acquireLease(db)
  expect(lease.fence).toBe(fence + 1)
})

test('what a killed process was having encoded is ended and removed', async () => {
  const dir = temporaryFolder()
  const { child } = await holderIn(dir, 'encode')
  const library = temporaryLibrary(dir)
  expect(await clearLeftovers(library)).toEqual({ ended: [], removed: [], trashed: [] })
  await kill(child)
  const { ended, removed } = await clearLeftovers(library)
  expect(ended.map(({ commandLine }) => commandLine)).toEqual([expect.stringContaining('part.mp4')])
  expect(removed).toEqual([expect.stringContaining(join(dir, 'work'))])
  expect(await clearLeftovers(library)).toEqual({ ended: [], removed: [], trashed: [] })
})

test('work under an old fence is refused and undone', async () => {
  const library = temporaryLibrary()
  const old = await acquireLease(library.db)
  expect(old.guarded(() => someProject(library, 'done in time'))).toBeTruthy()
  library.db.run(`UPDATE runner_lease SET holder = 'somebody else', fence = fence + 1`)
  const late = (): unknown => old.guarded(() => someProject(library, 'too late'))
  expect(late).toThrow(expect.objectContaining({ code: 'library/lease-lost' }))
  expect(library.projects.list().map(({ title }) => title)).toEqual(['done in time'])
  await once(old.lost, 'abort')
  expect(old.lost.reason).toMatchObject({ code: 'library/lease-lost' })
  old.release()
  expect(leaseHolder(library.db)?.id).toBe('somebody else')
})

test('a released lease guards nothing any more', async () => {
  const { db } = temporaryLibrary()
  const lease = await acquireLease(db)
  lease.release()
  lease.release()
  expect(() => lease.guarded(() => 1)).toThrow(expect.objectContaining({ code: 'library/lease-lost' }))
})

test('a lease that could not be given back is free all the same, also in this very process', async () => {
  const { db, dir } = temporaryLibrary()
  const other = openLibrary(dir, { log: () => {} })
  const lease = await acquireLease(other.db)
  other.close()
  expect(isHolderAlive(leaseHolder(db)!)).toBe(true)
  lease.release()
  expect(leaseHolder(db)).not.toBeNull()
  expect((await acquireLease(db)).fence).toBe(lease.fence + 1)
})

test('whoever waits takes over when the holder is killed meanwhile', async () => {
  const dir = temporaryFolder()
  const { child, fence } = await holderIn(dir)
  const { db } = temporaryLibrary(dir)
  const lease = await acquireLease(db, { onWaiting: () => child.kill('SIGKILL') })
  expect(lease.fence).toBe(fence + 1)
})

test('nobody works on a library that can only be looked at, and that is said', async () => {
  const { db, dir } = temporaryLibrary()
  chmodSync(dir, 0o555)
  onTestFinished(() => chmodSync(dir, 0o755))
  await asNobody(() => expect(acquireLease(db)).rejects.toMatchObject({ code: 'library/read-only' }))
})

test('what cannot be cleared away now is left to the next time', async () => {
  const library = temporaryLibrary()
  const left = join(library.workRoot, '00000000-1-00000000')
  mkdirSync(left)
  writeFileSync(join(left, 'part.mp4'), 'part')
  utimesSync(left, 0, 0)
  chmodSync(library.dir, 0o755)
  chmodSync(left, 0o555)
  await asNobody(async () => {
    expect(await clearLeftovers(library)).toMatchObject({ removed: [] })
  })
  expect(await clearLeftovers(library)).toMatchObject({ removed: [left] })
})

test('waiting ends when it is told to', async () => {
  const { db } = temporaryLibrary()
  await acquireLease(db)
  const stop = new AbortController()
  const waiting = acquireLease(db, { signal: stop.signal, onWaiting: () => stop.abort(new Error('enough')) })
  await expect(waiting).rejects.toThrow('enough')
})

test('a holder on another host loses the lease only when it has been silent for 30 seconds', async () => {
  const { db, dir } = temporaryLibrary()
  const path = join(dir, 'runner-heartbeat')
  db.run(`UPDATE runner_lease SET fence = 1, holder = 'far', pid = 1, process_started_at = 'x', host_name = 'far-away'`)
  writeFileSync(path, '')
  expect(isHolderAlive(leaseHolder(db)!)).toBe(true)
  const longAgo = new Date(Date.now() - 31_000)
  utimesSync(path, longAgo, longAgo)
  expect(isHolderAlive(leaseHolder(db)!)).toBe(false)
  expect((await acquireLease(db)).fence).toBe(2)
})
