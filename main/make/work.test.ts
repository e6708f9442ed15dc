import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { leaseHolder } from '#main/library/lease.ts'
import { someContext } from './testing/made-up-film.ts'
import { whileWorking } from './work.ts'

/** Works once, and returns what was logged. */
async function workOnce(context: ReturnType<typeof someContext>): Promise<string[]> {
  const lines: string[] = []
  const run = { signal: new AbortController().signal, onProgress: () => {}, log: (line: string) => lines.push(line) }
  expect(await whileWorking(context, run, () => Promise.resolve('worked'))).toBe('worked')
  return lines
}

test('the first work of the day keeps a copy of the database', async () => {
  const context = someContext()
  expect(await workOnce(context)).toEqual([])
  expect(await workOnce(context)).toEqual([])
  expect(readdirSync(context.library.backupsDir)).toHaveLength(1)
  expect(leaseHolder(context.library.db)).toBeNull()
})

test('a copy that cannot be made is told, and keeps nobody from working', async () => {
  const context = someContext()
  rmSync(context.library.backupsDir, { recursive: true })
  expect(await workOnce(context)).toEqual([expect.stringContaining("Today's backup")])
})

test('work ends when another process takes the lease', async () => {
  const context = someContext()
  const run = { signal: new AbortController().signal, onProgress: () => {}, log: () => {} }
  const working = whileWorking(context, run, async ({ signal }) => {
    context.library.db.run('UPDATE runner_lease SET fence = fence + 1, holder = NULL')
    await once(signal, 'abort')
    throw new Error('the encoder was stopped')
  })
  await expect(working).rejects.toMatchObject({ code: 'library/lease-lost' })
})
