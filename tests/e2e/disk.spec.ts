import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer } from '#main/hosts/node/server.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { writeSettings } from '#main/library/settings.ts'
import { latestSequence } from '#main/sequence/store.ts'
import type { ProjectId } from '#model/ids.ts'
import { smallDisk, type SmallDisk } from '../support/disks.ts'
import { filesBelow } from '../support/made-library.ts'
import { expect, MADE_SHOTS, MADE_TITLE, test as base } from './made-studio.ts'

const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

type OnDisk = {
  readonly disk: SmallDisk
  /** On another disk, which has room. */
  readonly elsewhere: string
  readonly dir: string
  readonly library: Library
  readonly projectId: ProjectId
  /** Opens one workspace of the made project in a new page; the Library for null. */
  readonly open: (page: Page, workspace: string | null) => Promise<void>
}

/** The made library on a small disk of its own, with some megabytes of cache that can be thrown away, served and working. */
const test = base.extend<{ isReadOnly: boolean; onDisk: OnDisk }>({
  isReadOnly: [false, { option: true }],
  onDisk: async ({ madeOnce, isReadOnly }, use) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'studio-disk-'))
    const disk = smallDisk(join(elsewhere, 'disk'), 64)
    const dir = join(disk.folder, 'library')
    await cp(madeOnce.libraryDir, dir, { recursive: true })
    await mkdir(join(dir, 'cache', 'pieces'), { recursive: true })
    writeFileSync(join(dir, 'cache', 'pieces', 'old'), Buffer.alloc(16_000_000))
    if (isReadOnly) disk.setReadOnly(true)
    const studio = await createStudio({ libraryDir: dir, host: nodeHost(() => {}) })
    studio.startWorking()
    const { api, receiveUpload, media } = studio
    const server = await startServer({ api, receiveUpload, media, pageDir, port: 0 })
    const library = openLibrary(dir, { log: () => {} })
    const projectId = library.projects.byTitle(MADE_TITLE)!.id
    if (!isReadOnly) writeSettings(library.db, { rendersFolder: elsewhere })
    await use({
      ...{ disk, elsewhere, dir, library, projectId },
      async open(page, workspace) {
        await page.goto(server.url)
        if (workspace !== null) {
          await page.goto(`${new URL(server.url).origin}/#/project/${projectId}/${workspace}`)
        }
      },
    })
    library.close()
    await server.close()
    await studio.close()
    disk.remove()
    await rm(elsewhere, { recursive: true })
  },
})

const bar = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text }).first()
const notice = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Notifications' }).getByText(text).first()

/** 0 of a file that has gone meanwhile. */
const fileSizeBytes = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Fills the disk until room is made: what is being made for the screen meanwhile gives its own back when it fails for want of more. */
async function fill({ disk, library }: OnDisk): Promise<void> {
  const bytesInWork = (): number =>
    filesBelow(library.workRoot).reduce((sum, path) => sum + fileSizeBytes(join(library.workRoot, path)), 0)
  disk.keepFull()
  await expect
    .poll(() => ({ bytesInWork: bytesInWork(), freeBytes: disk.freeBytes() }))
    .toEqual({ bytesInWork: 0, freeBytes: 0 })
}

/** Fills the disk, but lets rows be written where the log of the database has been before: files find no room. */
async function fillButForRows(onDisk: OnDisk): Promise<void> {
  const { db } = onDisk.library
  db.script('CREATE TABLE filler AS SELECT randomblob(1000000) AS bytes')
  db.script('DROP TABLE filler')
  db.script('PRAGMA wal_checkpoint(RESTART)')
  await fill(onDisk)
}

/** The way out of a full disk: what can be thrown away is. */
async function makeRoom(page: Page, { disk }: OnDisk): Promise<void> {
  disk.endKeepingFull()
  await bar(page, 'The disk of the library is full').getByRole('button', { name: 'Make room…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make room on the disk' })
  await dialog.getByRole('button', { name: 'Clear the cache' }).click()
  // What the screen behind shows is made anew at once: the cache is not empty for long.
  await expect(notice(page, /are free again/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
}

test.describe('a library that may only be read', () => {
  test.use({ isReadOnly: true })

  test('is shown, says so on every screen, and is changed as soon as it may be', async ({ page, onDisk }) => {
    const { disk, dir, projectId, open } = onDisk
    await open(page, 'edit')
    const clips = page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
    await expect(clips).toHaveCount(MADE_SHOTS)
    const readOnly = bar(page, 'This library can be looked at, but not changed')
    await expect(readOnly).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+k')
    await expect(notice(page, /can be read, but not written to/)).toBeVisible()
    await expect(clips).toHaveCount(MADE_SHOTS)
    await readOnly.getByRole('button', { name: 'Try again' }).click()
    await expect(readOnly).toBeVisible()

    disk.setReadOnly(false)
    await readOnly.getByRole('button', { name: 'Try again' }).click()
    await expect(readOnly).toBeHidden()
    await page.keyboard.press('Control+k')
    await expect(clips).toHaveCount(MADE_SHOTS + 1)
    const library = openLibrary(dir, { log: () => {} })
    await expect.poll(() => latestSequence(library.db, projectId)!.revision).toBe(2)
    library.close()
  })
})

test('a disk that is full while a cut is edited keeps the last gesture, and the next one is done when there is room', async ({
  page,
  onDisk,
}) => {
  const { library, projectId, open } = onDisk
  const clips = page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
  const revision = (): number => latestSequence(library.db, projectId)!.revision
  await open(page, 'edit')
  await expect(clips).toHaveCount(MADE_SHOTS)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await fill(onDisk)
  await page.keyboard.press('Control+k')
  await expect(notice(page, /is full/)).toBeVisible()
  await expect(clips).toHaveCount(MADE_SHOTS)
  expect(revision()).toBe(1)
  await makeRoom(page, onDisk)
  await page.keyboard.press('Control+k')
  await expect(clips).toHaveCount(MADE_SHOTS + 1)
  await expect.poll(revision).toBe(2)
})

test('a disk that is full while a song is taken in leaves nothing of it, and takes it when there is room', async ({
  page,
  onDisk,
  madeOnce,
}) => {
  const { dir, library, open } = onDisk
  const before = filesBelow(join(dir, 'media'))
  await open(page, null)
  await expect(page.getByRole('listitem', { name: MADE_TITLE })).toBeVisible()
  await fill(onDisk)
  const choose = async (): Promise<void> => {
    await page.getByRole('button', { name: 'New from a song' }).click()
    const picker = page.getByRole('dialog', { name: 'Choose a song' })
    await expect(picker.getByRole('navigation', { name: 'Places' })).toContainText('Home')
    await picker.getByLabel('Folder', { exact: true }).fill(join(madeOnce.songPath, '..'))
    await picker.getByLabel('Folder', { exact: true }).press('Enter')
    await picker.getByRole('option', { name: /one-long-morning/ }).dblclick()
  }
  await choose()
  await expect(notice(page, /is full/)).toBeVisible()
  expect(library.projects.list()).toHaveLength(1)
  expect(filesBelow(join(dir, 'media'))).toEqual(before)
  expect(filesBelow(join(dir, 'work'))).toEqual([])
  await makeRoom(page, onDisk)
  await choose()
  await expect(page).toHaveURL(/\/song$/)
  expect(library.projects.list()).toHaveLength(2)
})

test('a disk that is full while a take is made keeps the request, and it goes on by itself when there is room', async ({
  page,
  onDisk,
}) => {
  const { library, open } = onDisk
  await open(page, 'takes')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await fillButForRows(onDisk)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').getByRole('button', { name: /^Make/ }).click()
  await expect(page.getByRole('button', { name: /Outbox/ })).toContainText('Held')
  await makeRoom(page, onDisk)
  const made = () => library.db.all('SELECT id FROM take WHERE media_id IS NOT NULL').length
  await expect.poll(made).toBe(MADE_SHOTS + 1)
})

test('a disk that is full while a film is rendered says so, and the film is rendered again when there is room', async ({
  page,
  onDisk,
}) => {
  const { elsewhere, open } = onDisk
  await open(page, 'render')
  await expect(page.getByRole('radio', { name: /YouTube 1080p/ })).toBeChecked()
  await page.keyboard.press('5')
  await expect(page.getByRole('main').getByRole('button', { name: /^Render/ })).toBeEnabled()
  await fillButForRows(onDisk)
  await page.keyboard.press('Control+Enter')
  const finished = page.getByRole('list', { name: 'Finished' }).getByRole('listitem')
  const failed = finished.filter({ hasText: 'Make room' })
  await expect(failed).toBeVisible()
  await makeRoom(page, onDisk)
  await failed.getByRole('button', { name: 'Render again' }).click()
  await expect(finished.filter({ hasText: '_draft.mp4' })).toContainText('Verified', { timeout: 20_000 })
  expect(readdirSync(elsewhere).filter(name => name.endsWith('.mp4'))).toHaveLength(1)
})
