import { AxeBuilder } from '@axe-core/playwright'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { backUp } from '#main/db/backup.ts'
import { openLibrary } from '#main/library/library.ts'
import { serveLibrary } from '../support/serving.ts'
import { seedProject, WORKED_IN } from './seed.ts'

/** Serves a library whose database was overwritten by something else, a day after its backup. */
function serveDamaged(): { link: Promise<string>; stop: () => Promise<unknown> } {
  const dir = mkdtempSync(join(tmpdir(), 'studio-damaged-'))
  const library = openLibrary(dir, { log: () => {} })
  seedProject(library, WORKED_IN[0]!)
  backUp(library.db, library.backupsDir)
  library.close()
  writeFileSync(join(dir, 'library.db'), 'this was a database once, before the disk was full of holes')
  const serving = serveLibrary(dir)
  const stop = async (): Promise<unknown> => {
    const run = await serving.stop('SIGINT')
    rmSync(dir, { recursive: true })
    return run.status
  }
  return { link: serving.link, stop }
}

test('a damaged library has its screen, and its backup is put back from there', async ({ page }) => {
  const served = serveDamaged()
  await page.goto(await served.link)
  await expect(page.getByRole('heading', { name: 'The library cannot be opened' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('damaged')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toContainText('damaged')
  await page.getByRole('button', { name: /^Put back the backup/ }).click()
  await expect(page.getByRole('heading', { name: 'Everything Left On' })).toBeVisible()
  expect(await served.stop()).toBe(0)
})
