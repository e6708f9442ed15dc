import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { makeClip } from '#main/outbox/testing/outbox-world.ts'
import { expect, MADE_SHOTS, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

/** What is current is what the grid points to. */
async function currentTile(page: Page): Promise<Locator> {
  const id = await page.getByRole('grid', { name: 'Takes by shot' }).getAttribute('aria-activedescendant')
  return page.locator(`[id="${id}"]`)
}

const chip = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Which takes are shown', includeHidden: true }).getByText(name)

/** Lets go of files over the grid, as a drag from the desktop does. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map(path => ({
    name: path.split('/').at(-1) ?? '',
    data: readFileSync(path).toString('base64'),
  }))
  const dataTransfer = await page.evaluateHandle(files => {
    const transfer = new DataTransfer()
    for (const { name, data } of files) {
      transfer.items.add(new File([Uint8Array.from(atob(data), char => char.charCodeAt(0))], name))
    }
    return transfer
  }, files)
  const grid = page.getByRole('grid', { name: 'Takes by shot' })
  for (const event of ['dragenter', 'dragover', 'drop']) await grid.dispatchEvent(event, { dataTransfer })
}

test('takes are kept, rejected and circled by keys alone, and every judgement can be taken back', async ({
  page,
  made,
}) => {
  await openWorkspace(page, made, 'takes')
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS}`)
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')

  await page.keyboard.press('p')
  await expect(await currentTile(page)).toContainText('Shot 2, take 1')
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(await currentTile(page)).toContainText('Shot 4, take 1')
  await expect(chip(page, 'Kept')).toContainText('1')
  await expect(chip(page, 'Rejected')).toContainText('1')
  await expect(chip(page, 'Circled')).toContainText(`1 of ${MADE_SHOTS}`)
  await page.keyboard.press('4')
  await expect(await currentTile(page)).toContainText('4 stars')

  for (let count = 0; count < 4; count += 1) await page.keyboard.press('Control+Z')
  await expect(chip(page, 'Kept')).toContainText('0')
  await expect(chip(page, 'Circled')).toContainText(`0 of ${MADE_SHOTS}`)
  await page.keyboard.press('Control+Shift+Z')
  await expect(chip(page, 'Kept')).toContainText('1')

  await page.keyboard.press('q')
  await expect(page.getByText('Take 1 is in the cut.')).toBeVisible()
  await page.keyboard.press('h')
  await page.keyboard.press('e')
  await expect(page.getByText('With the song')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
})

test('a note is written with the keyboard, found again, and lives with the take', async ({ page, made }) => {
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1')
  await page.keyboard.press('n')
  await page.keyboard.type('bulbs flicker at the end')
  await page.keyboard.press('Escape')
  await expect(await currentTile(page)).toContainText('bulbs flicker')
  await page.keyboard.press('Control+F')
  await page.keyboard.type('flick')
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await page.reload()
  await expect(await currentTile(page)).toContainText('bulbs flicker')
})

test('takes are asked for and come by themselves; the outbox tells of them', async ({ page, made }) => {
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'More takes' }).click()
  await page.getByRole('button', { name: 'Make 2 takes' }).click()
  await expect(page.getByText('2 takes are asked for.')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Shot 1, take 3' })).toContainText('Unseen', { timeout: 30_000 })
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS + 2}`)

  await page.keyboard.press('Control+Shift+O')
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByText('The animatic is drawn on this computer')).toBeVisible()
  await expect(outbox.getByRole('listitem').filter({ hasText: 'Ready' }).first()).toContainText('Animatic')
})

test('dropped clips are looked at first, and come in as the review says', async ({ page, made }) => {
  const [own, stray, broken] = ['shot 03 new.mp4', 'holiday.mp4', '05.mp4'].map(name => join(made.dir, name)) as [
    string,
    string,
    string,
  ]
  await makeClip(own, 2)
  await makeClip(stray, 2.5)
  await makeClip(broken, 1, { title: 'A clip that is not whole' })
  const half = readFileSync(broken).subarray(0, 1500)
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1')
  writeFileSync(broken, half)
  await drop(page, [own, stray, broken])

  const review = page.getByRole('dialog', { name: 'Where do these belong?' })
  await expect(review.getByRole('listitem')).toHaveCount(3)
  await expect(review.getByRole('listitem').filter({ hasText: 'shot 03 new' })).toContainText('Sure')
  await expect(review.getByRole('listitem').filter({ hasText: '05.mp4' })).toContainText('cannot be read as a video')
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS}`)
  await review.getByLabel('Shot of holiday').selectOption({ index: 2 })
  await review.getByRole('button', { name: 'Take in 2 files' }).click()
  await expect(page.getByText('2 takes came in.')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Shot 3, take 2' })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Shot 2, take 2' })).toBeVisible()

  await page.keyboard.press('Control+Z')
  await expect(page.getByRole('gridcell', { name: 'Shot 3, take 2' })).toHaveCount(0)
  await expect(page.getByRole('gridcell', { name: 'Shot 2, take 2' })).toHaveCount(0)
})

test('a dropped folder is looked through', async ({ page, made }) => {
  const folder = join(made.dir, 'from the web')
  mkdirSync(join(folder, 'more'), { recursive: true })
  await makeClip(join(folder, 'shot 2 b.mp4'), 1)
  await makeClip(join(folder, 'more', 'shot 5 b.mp4'), 1)
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1')
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
  }
  const review = page.getByRole('dialog', { name: 'Where do these belong?' })
  await expect(review.getByRole('listitem')).toHaveCount(2)
  await expect(review.getByRole('button', { name: 'Take in 2 files' })).toBeVisible()
})

test('clips that come into the watched folder are told of, and looked at before they come in', async ({
  page,
  made,
}) => {
  const folder = join(made.dir, 'downloads')
  mkdirSync(folder)
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1')
  const sql = 'UPDATE project SET watched_folder = ?, watched_since_ms = ? WHERE id = ?'
  made.library.db.run(sql, [folder, Date.now(), made.projectId])
  await expect(page.getByText(`Watching ${folder}`)).toBeVisible()
  await makeClip(join(folder, 'shot 4 night.mp4'), 2)
  await expect(page.getByText('1 new clip arrived')).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  const review = page.getByRole('dialog', { name: 'Where do these belong?' })
  await review.getByRole('button', { name: 'Take in 1 file' }).click()
  await expect(page.getByRole('gridcell', { name: 'Shot 4, take 2' })).toBeVisible()
  await expect(page.getByText('new clip arrived')).toHaveCount(0)
  await page.getByRole('button', { name: 'Stop watching' }).click()
  await expect(page.getByText(`Watching ${folder}`)).toHaveCount(0)
})
