import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { makeClip } from '#main/outbox/testing/outbox-world.ts'
import type { MediaId } from '#model/ids.ts'
import { currentTile } from './current-tile.ts'
import { expect, MADE_SHOTS, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

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

  await page.keyboard.press('Delete')
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS - 1}`)
  await page.getByRole('button', { name: 'More about takes' }).click()
  await page.getByRole('menuitem', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { name: 'Trash: 1 take' })).toBeVisible()
  // The takes behind the trash are out of reach of its keys.
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByText('The trash is empty.')).toBeVisible()
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS}`)
})

test('keys pressed as fast as they come lose nothing, move nothing else, and each is taken back by one undo', async ({
  page,
  made,
}) => {
  const { db } = made.library
  const ids = db.all<{ id: string }>(`SELECT take.id FROM take JOIN take_shot ON take_shot.take_id = take.id
    JOIN shot ON shot.id = take_shot.shot_id ORDER BY shot.position`)
  // Four more of each shot, one of them newer than all that is judged.
  db.transaction(() => {
    for (let copy = 2; copy <= 5; copy += 1) {
      for (const { id } of ids) {
        db.run(
          `INSERT INTO take (id, project_id, number, media_id, prompt, created_at_ms)
           SELECT id || ?, project_id, ?, media_id, prompt, created_at_ms + ? FROM take WHERE id = ?`,
          [`${copy}`, copy, copy, id],
        )
        db.run(
          'INSERT INTO take_shot (take_id, shot_id) SELECT take_id || ?, shot_id FROM take_shot WHERE take_id = ?',
          [`${copy}`, id],
        )
      }
    }
  })
  const judged = (judgement: string) =>
    db.get<{ count: number }>('SELECT count(*) AS count FROM take WHERE judgement = ?', [judgement])?.count
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1, take 5')
  await chip(page, 'Unseen').click()
  await expect(page.getByRole('button', { name: /^Unseen/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(await currentTile(page)).toContainText('Shot 1, take 5')
  const keys = Array.from({ length: 50 }, (_, index) => (index % 5 === 4 ? 'x' : 'p'))
  // What arrives while the hand goes on moves nothing.
  await page.evaluate(
    keys => {
      for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    },
    keys.slice(0, 25),
  )
  db.run(
    `INSERT INTO take (id, project_id, number, media_id, prompt, created_at_ms)
     SELECT id || 'new', project_id, 9, media_id, prompt, created_at_ms + 9 FROM take WHERE id = ?`,
    [ids[5]!.id],
  )
  db.run("INSERT INTO take_shot (take_id, shot_id) SELECT take_id || 'new', shot_id FROM take_shot WHERE take_id = ?", [
    ids[5]!.id,
  ])
  await expect(page.getByRole('gridcell', { name: 'Shot 6, take 9' })).toBeVisible()
  await expect(await currentTile(page)).toContainText('Shot 6, take 5')
  for (const key of keys.slice(25)) await page.keyboard.press(key)
  await expect.poll(() => [judged('kept'), judged('rejected')]).toEqual([40, 10])
  await expect(await currentTile(page)).toContainText('Shot 11, take 5')

  for (let count = 0; count < 50; count += 1) await page.keyboard.press('Control+Z')
  await expect.poll(() => [judged('kept'), judged('rejected')]).toEqual([0, 0])
  await expect(chip(page, 'Kept')).toContainText('0')
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

test('without a network takes are judged, asked for and come by themselves; the outbox tells of them', async ({
  page,
  made,
}) => {
  // Two clips are drawn while all else goes on.
  test.slow()
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')
  // What a browser does when the machine's network goes; the studio is on this machine and stays.
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false })
    window.dispatchEvent(new Event('offline'))
  })
  await page.keyboard.press('p')
  await expect.poll(() => made.library.db.all("SELECT id FROM take WHERE judgement = 'kept'")).toHaveLength(1)
  await page.keyboard.press('Control+Z')
  await expect.poll(() => made.library.db.all("SELECT id FROM take WHERE judgement = 'kept'")).toHaveLength(0)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'More takes' }).click()
  await expect(page.getByRole('button', { name: 'Make 2 takes' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('2 takes are asked for.')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Shot 1, take 3' })).toContainText('Unseen', { timeout: 30_000 })
  await expect(chip(page, 'All')).toContainText(`${MADE_SHOTS + 2}`)

  await page.keyboard.press('Control+Shift+O')
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByText('The animatic is drawn on this computer')).toBeVisible()
  await expect(outbox.getByRole('listitem').filter({ hasText: 'Ready' }).first()).toContainText('Animatic')
})

test('a take whose file has gone says so, and leads to where it is found again', async ({ page, made }) => {
  const { db, media } = made.library
  const { id } = db.get<{ id: MediaId }>(`SELECT media_id AS id FROM take JOIN take_shot ON take_shot.take_id = take.id
    JOIN shot ON shot.id = take_shot.shot_id WHERE shot.position = 0`)!
  const moved = join(made.dir, 'moved.mp4')
  renameSync(media.byId(id)!.path, moved)
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('File missing')
  await page.getByRole('button', { name: 'Find the file', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Files that are missing' })
    .getByRole('button', { name: /Show where/ })
    .click()
  const picker = page.getByRole('dialog', { name: /^Show where/ })
  await picker.getByLabel('Folder', { exact: true }).fill(made.dir)
  await picker.getByLabel('Folder', { exact: true }).press('Enter')
  await picker.getByRole('option', { name: /moved/ }).dblclick()
  await page.keyboard.press('Escape')
  await expect(await currentTile(page)).not.toContainText('File missing')
  expect(existsSync(media.byId(id)!.path)).toBe(true)
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
  await expect(page.getByText('1 new clip arrived')).toBeVisible()
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  const review = page.getByRole('dialog', { name: 'Where do these belong?' })
  await review.getByRole('button', { name: 'Take in 1 file' }).click()
  await expect(page.getByRole('gridcell', { name: 'Shot 4, take 2' })).toBeVisible()
  await expect(page.getByText('new clip arrived')).toHaveCount(0)
  await page.getByRole('button', { name: 'Stop watching' }).click()
  await expect(page.getByText(`Watching ${folder}`)).toHaveCount(0)
})

test('who goes elsewhere in the song while the takes are being opened stays there', async ({ page, made }) => {
  const went = Promise.withResolvers<void>()
  await page.routeWebSocket(/\/rpc$/, socket => {
    const studio = socket.connectToServer()
    socket.onMessage(async message => {
      if (message.toString().includes('/takes/list')) await went.promise
      studio.send(message)
    })
  })
  await openWorkspace(page, made, 'takes')
  const strip = page.getByRole('slider', { name: 'The song' })
  await strip.click()
  await expect(strip).not.toHaveAttribute('aria-valuenow', '0')
  const there = (await strip.getAttribute('aria-valuenow'))!
  went.resolve()
  await expect(page.getByText('Silent, Space plays with the song')).toBeVisible()
  await expect(strip).toHaveAttribute('aria-valuenow', there)
  // The take has no picture there: which one is chosen is seen all the same.
  const inspector = page.getByRole('complementary', { name: 'About the take' })
  await expect(inspector.locator('img[src^="/thumb/"]')).toBeVisible()
})

test('K1 a reason goes to the take just rejected, by key or press, and is taken back like any judgement', async ({
  page,
  made,
}) => {
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')
  await page.keyboard.press('x')
  await expect(await currentTile(page)).toContainText('Shot 2, take 1')
  await page.keyboard.press('Shift+Digit1')
  const first = page.getByRole('gridcell', { name: /Shot 1, take 1/ })
  await expect(first).toContainText('Hands, body')
  await page.getByRole('group', { name: 'Why not?' }).getByRole('button', { name: 'Camera wrong' }).click()
  await expect(first).toContainText('Hands, body, Camera wrong')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('group', { name: 'Why not?' })).toHaveCount(0)
  await expect(page.getByText('Rejected for Hands, body, Camera wrong')).toBeVisible()
  await page.keyboard.press('Shift+Digit4')
  await expect(first).not.toContainText('Camera wrong')
  await page.keyboard.press('Control+Z')
  await expect(first).toContainText('Camera wrong')
  await page.keyboard.press('u')
  await expect(first).not.toContainText('Hands, body')
})

test('K2 the history of a take is read, found and copied', async ({ page, made, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { db } = made.library
  const { id, job } = db.get<{ id: string; job: string }>(
    `SELECT request.id, job_id AS job FROM request JOIN shot ON shot.id = request.shot_id ORDER BY shot.position`,
  )!
  await openWorkspace(page, made, 'takes')
  const about = page.getByRole('complementary', { name: 'About the take' })
  await about.getByRole('button', { name: `Request: ${id}. Copy` }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
  await about.getByRole('button', { name: 'Copy the history' }).click()
  await expect(page.getByText('The history is on the clipboard.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  for (const line of [
    'History of Shot 1, take 1',
    `Job at the service: ${job}`,
    'Price expected: free',
    'Words sent: ',
  ]) {
    expect(text).toContain(line)
  }
  await page.getByRole('searchbox', { name: 'Find takes' }).fill(job)
  await expect(page.getByRole('gridcell')).toHaveCount(1)
})
