import { createRouterClient } from '@orpc/server'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Studio } from './app.ts'
import { backUp } from './db/backup.ts'
import { nodeHost } from './hosts/node/node-host.ts'
import { openLibrary } from './library/library.ts'
import { someProject, temporaryFolder } from './library/testing/temporary-library.ts'
import { openStudio, type TroubledApi } from './open-studio.ts'

function damagedLibrary(): string {
  const dir = temporaryFolder()
  const library = openLibrary(dir, { log: () => {} })
  someProject(library, 'Kept')
  backUp(library.db, library.backupsDir)
  library.close()
  writeFileSync(join(dir, 'library.db'), 'not a database at all, but long enough to be taken for one')
  return dir
}

/** Opens the studio over a library that cannot be opened, as a host with one window would. */
async function openTroubled(dir: string) {
  const shown: Studio[] = []
  const { promise, resolve } = Promise.withResolvers<TroubledApi>()
  const opened = openStudio({ libraryDir: dir, host: nodeHost(() => {}) }, api => {
    resolve(api)
    return Promise.resolve(studio => shown.push(studio))
  })
  void opened.then(studio => onTestFinished(() => studio.close()))
  return { window: createRouterClient(await promise).trouble, opened, shown }
}

test('a damaged library says so, and opens with its backup', async () => {
  const { window, opened, shown } = await openTroubled(damagedLibrary())
  const trouble = await window.state()
  expect(trouble).toMatchObject({ code: 'library/damaged' })
  expect(trouble?.backups).toHaveLength(1)
  await expect(window.retry()).rejects.toMatchObject({ code: 'library/damaged' })
  await window.putBack({ backup: trouble!.backups[0]!.name })
  const studio = await opened
  expect(shown).toEqual([studio])
  expect(studio.listProjects().map(({ title }) => title)).toEqual(['Kept'])
  expect(await createRouterClient(studio.api).trouble.state()).toBeNull()
})

test('what was mended outside is opened when it is tried again', async () => {
  const dir = damagedLibrary()
  const { window, opened } = await openTroubled(dir)
  rmSync(join(dir, 'library.db'))
  rmSync(join(dir, 'backups'), { recursive: true })
  await window.retry()
  expect((await opened).listProjects()).toEqual([])
})

test('an open library puts nothing back', async () => {
  const studio = await openStudio({ libraryDir: temporaryFolder(), host: nodeHost(() => {}) }, () => {
    throw new Error('there is no trouble to show')
  })
  onTestFinished(() => studio.close())
  const window = createRouterClient(studio.api).trouble
  await expect(window.putBack({ backup: 'x' })).rejects.toMatchObject({ code: 'library/open' })
})
