import { existsSync, readdirSync, renameSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { writeSettings } from '#main/library/settings.ts'
import { latestSequence } from '#main/sequence/store.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { expect, MADE_SHOTS, test as base } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

/** `folder` is where the films of the made studio go. */
const test = base.extend<{ folder: string }>({
  folder: async ({ made }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'studio-films-'))
    writeSettings(made.library.db, { rendersFolder: folder })
    await use(folder)
    await rm(folder, { recursive: true })
  },
})

/** A film of half a minute, on a machine that does other things, too. */
const RENDERED = { timeout: 20_000 }

const queue = (page: Page) => page.getByRole('list', { name: 'Queue' }).getByRole('listitem')
const finished = (page: Page) => page.getByRole('list', { name: 'Finished' }).getByRole('listitem')
const renderButton = (page: Page) => page.getByRole('main').getByRole('button', { name: /^Render/ })

test('a film is chosen and rendered by keys, verified, played, and kept when it is taken off the list', async ({
  page,
  made,
  folder,
}) => {
  await openWorkspace(page, made, 'render')
  await expect(page.getByRole('radio', { name: /YouTube 1080p/ })).toBeChecked()
  await expect(renderButton(page)).toBeEnabled()
  await page.keyboard.press('5')
  await expect(page.getByRole('radio', { name: /Draft/ })).toBeChecked()
  // Also while the card has the focus, as after a click.
  await page.getByRole('radio', { name: /Draft/ }).click()
  await page.keyboard.press('Control+Enter')

  const film = finished(page).first()
  await expect(film).toContainText(/_draft\.mp4/, RENDERED)
  await expect(film).toContainText(/Verified: [\d.]+ s, [\d,]+ frames, in sync within 1 frame/)
  await expect(film).toContainText(/sha256 [0-9a-f]{4}…[0-9a-f]{4}/)
  await expect(queue(page)).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Check' })).toContainText('No flashing', RENDERED)
  const [fileName] = readdirSync(folder)
  expect(fileName).toMatch(/_draft\.mp4$/)

  await film.getByRole('button', { name: /^Play/ }).click()
  const video = page.getByRole('dialog').locator('video')
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320)
  await page.keyboard.press('Escape')
  await film.getByRole('button', { name: /off the list$/ }).click()
  await expect(finished(page).filter({ hasText: fileName! })).toHaveCount(0)
  expect(existsSync(join(folder, fileName!))).toBe(true)
})

test('a section alone is rendered, and films wait for their turn and can be stopped', async ({
  page,
  made,
  folder,
}) => {
  await openWorkspace(page, made, 'render')
  await page.getByRole('button', { name: /^Range: Whole film/ }).click()
  const section = page.getByRole('menuitem').nth(1)
  const name = (await section.innerText()).split(',')[0]!
  await section.click()
  await page.keyboard.press('4')
  // The 4K film is slow enough to be stopped; the copy waits behind it.
  await page.keyboard.press('2')
  await page.keyboard.press('Control+Enter')
  await expect(queue(page)).toHaveCount(1)
  await page.keyboard.press('4')
  await page.keyboard.press('Control+Enter')
  await expect(queue(page).nth(1)).toContainText('Waits for the one above')
  await expect(queue(page).first().getByRole('progressbar')).toBeVisible()
  await queue(page)
    .first()
    .getByRole('button', { name: /^Stop YouTube 4K/ })
    .click()
  await expect(finished(page).filter({ hasText: 'YouTube 4K' })).toContainText('Stopped', RENDERED)
  await expect(finished(page).filter({ hasText: '_review.mp4' })).toContainText('Verified', RENDERED)
  expect(readdirSync(folder)).toHaveLength(1)
  expect(readdirSync(folder)[0]!).toContain(name.toLowerCase().replaceAll(' ', '-'))
})

test('the check list leads to what it found, and a film without its files cannot be rendered', async ({
  page,
  made,
}) => {
  await openWorkspace(page, made, 'render')
  const checks = page.getByRole('list', { name: 'Check' })
  const notChosen = checks.getByRole('listitem').filter({ hasText: `${MADE_SHOTS} clips not chosen` })
  await notChosen.getByRole('button', { name: /^Where/ }).click()
  await expect(notChosen.getByRole('button', { name: /^Shot 3 · / })).toBeVisible()
  const { sequence } = latestSequence(made.library.db, made.projectId as ProjectId)!
  const clip = sequence.tracks[0]!.items[2]!
  const mediaId = (clip.kind === 'clip' && clip.source.kind === 'take' ? clip.source.mediaId : '') as MediaId
  const { path } = made.library.media.byId(mediaId)!
  renameSync(path, `${path} away`)
  await page.reload()
  const gone = checks.getByRole('listitem').filter({ hasText: '1 file is missing' })
  await expect(gone).toContainText('Shot 3')
  await expect(renderButton(page)).toBeDisabled()
  await gone.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByRole('dialog')).toContainText('.mp4')
  await page.keyboard.press('Escape')
  renameSync(`${path} away`, path)
  await gone.getByRole('button', { name: /^Show/ }).click()
  await expect(page).toHaveURL(/\/edit$/)
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1)
  // What is marked there can be rendered alone.
  for (const key of ['i', 'ArrowDown', 'o']) await page.keyboard.press(key)
  await page.goBack()
  await expect(page).toHaveURL(/\/render$/)
  await page.getByRole('button', { name: /^Range: Whole film/ }).click()
  await page.getByRole('menuitem', { name: /^In to out/ }).click()
  await expect(page.getByRole('button', { name: /^Range: In to out/ })).toBeVisible()
})

test('without a cut the screen says what to do first', async ({ page, made }) => {
  made.library.db.run('DELETE FROM render')
  made.library.db.run('DELETE FROM sequence')
  await openWorkspace(page, made, 'render')
  await page.getByRole('button', { name: 'Go to Edit' }).click()
  await expect(page).toHaveURL(/\/edit$/)
})
