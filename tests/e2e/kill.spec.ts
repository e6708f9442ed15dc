import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary } from '#main/library/library.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { serveLibrary } from '../support/serving.ts'
import { expect, MADE_SHOTS, MADE_TITLE, test } from './made-studio.ts'

test('killed in the middle of a drag, the last finished gesture is there, and nothing of the drag', async ({
  page,
  madeOnce,
}) => {
  const dir = await mkdtemp(join(tmpdir(), 'studio-kill-'))
  await cp(madeOnce.libraryDir, dir, { recursive: true })
  const library = openLibrary(dir, { log: () => {} })
  const projectId = library.projects.byTitle(MADE_TITLE)!.id
  const clips = page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
  const revision = (): number => latestSequence(library.db, projectId)!.revision

  const first = serveLibrary(dir)
  const link = await first.link
  await page.goto(link)
  await page.goto(`${new URL(link).origin}/#/project/${projectId}/edit`)
  await expect(clips).toHaveCount(MADE_SHOTS)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+k')
  await expect.poll(revision).toBe(2)
  const kept = latestSequence(library.db, projectId)!.sequence

  const box = (await page.locator('[data-timeline]').boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + 130)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 80, box.y + 130, { steps: 6 })
  await first.stop('SIGKILL')
  await page.mouse.up()
  expect(latestSequence(library.db, projectId)!.sequence).toEqual(kept)

  const second = serveLibrary(dir)
  await page.goto(await second.link)
  await page.goto(`${new URL(await second.link).origin}/#/project/${projectId}/edit`)
  await expect(clips).toHaveCount(MADE_SHOTS + 1)
  await page.keyboard.press('Control+z')
  await expect.poll(revision).toBe(3)
  await expect(clips).toHaveCount(MADE_SHOTS)
  await second.stop('SIGINT')
  library.close()
  await rm(dir, { recursive: true })
})
