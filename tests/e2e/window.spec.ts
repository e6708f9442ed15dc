import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright/test'
import { latestSequence } from '#main/sequence/store.ts'
import type { ProjectId } from '#model/ids.ts'
import { expect, MADE_SHOTS, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const MOST_FIRST_LOAD_BYTES = 300_000

test('the first screen loads less than 300 kB, and the workspaces come when they are opened', async ({
  page,
  made,
}) => {
  // What the window has come ahead once it has nothing better to do is not waited for.
  await page.addInitScript(() => {
    globalThis.requestIdleCallback = () => 0
  })
  const sizes = new Map<string, Promise<number>>()
  page.on('response', response => {
    const name = new URL(response.url()).pathname
    if (/\.(js|css)$/.test(name))
      sizes.set(
        name,
        response.body().then(body => gzipSync(body).length),
      )
  })
  await page.goto(made.server.url)
  await expect(page.getByRole('heading', { name: 'One Long Morning' })).toBeVisible()
  const first = (await Promise.all(sizes.values())).reduce((sum, bytes) => sum + bytes, 0)
  expect(first).toBeGreaterThan(50_000)
  expect(first).toBeLessThan(MOST_FIRST_LOAD_BYTES)
  const before = sizes.size
  await page.goto(`${new URL(made.server.url).origin}/#/project/${made.projectId}/render`)
  await expect(page.getByRole('main', { name: 'Render' })).toBeVisible()
  await expect.poll(() => sizes.size).toBeGreaterThan(before)
})

test('a reload comes back to the same workspace, and its keys lead to the others', async ({ page, made }) => {
  await openWorkspace(page, made, 'takes')
  await expect(page.getByRole('main', { name: 'Takes' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('main', { name: 'Takes' })).toBeVisible()
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('main', { name: 'Song' })).toBeVisible()
  await expect(page).toHaveTitle(/^One Long Morning: Song/)
  await page.keyboard.press('Control+0')
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
})

test('every command is in the palette by its name, and Enter does it', async ({ page, made }) => {
  await openWorkspace(page, made, 'song')
  await expect(page.getByRole('main', { name: 'Song' })).toBeVisible()
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.keyboard.press('Control+Shift+P')
  const palette = page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')
  await palette.pressSequentially('play')
  await expect(page.getByRole('option', { selected: true })).toBeInViewport()
  // The best one stands first, and not the first that has these letters somewhere.
  await palette.fill('room')
  await expect(page.getByRole('option', { selected: true })).toContainText('Make room on the disk')
  await palette.fill('treatment')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('main', { name: 'Treatment' })).toBeVisible()
})

/** Keeps the code of the palette's list from coming until the returned function is called. */
async function holdPaletteList(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>()
  await page.route(/\/palette-list[^/]*\.js$/, async route => {
    await held.promise
    await route.continue()
  })
  return held.resolve
}

test('Enter does what the letters find, even before the palette has its list', async ({ page, made }) => {
  const letGo = await holdPaletteList(page)
  await page.goto(made.server.url)
  await page.getByRole('searchbox').focus()
  await page.keyboard.press('Control+Shift+P')
  // Nothing is found by no letters.
  await page.keyboard.press('Enter')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('combobox')).toHaveValue('settings')
  letGo()
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await expect(palette).toHaveCount(0)
})

test('what is typed right after the key that opens the palette goes into it, even before its list is there', async ({
  page,
  made,
}) => {
  const letGo = await holdPaletteList(page)
  await page.goto(made.server.url)
  const search = page.getByRole('searchbox')
  await search.focus()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('settings')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('combobox')).toHaveValue('settings')
  letGo()
  await expect(palette.getByRole('option', { selected: true })).toContainText('Settings')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('')

  // With the list there, all in one go.
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('keys')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keys in Library' })).toBeVisible()
})

test('the panel in use fills the desk and goes back, and the picture the whole screen', async ({ page, made }) => {
  await openWorkspace(page, made, 'edit')
  const viewer = page.getByRole('region', { name: 'Film', exact: true })
  const timeline = page.getByRole('region', { name: 'Timeline' })
  const clips = page.getByRole('listbox', { name: 'Clips of the cut' })
  await expect(clips.getByRole('option')).toHaveCount(MADE_SHOTS)
  await clips.focus()
  const desk = (await page.getByRole('main').boundingBox())!
  const before = (await timeline.boundingBox())!
  await page.keyboard.press('Backquote')
  await expect.poll(() => timeline.boundingBox()).toEqual(desk)
  await expect(viewer).toBeHidden()
  await page.keyboard.press('Backquote')
  await expect.poll(() => timeline.boundingBox()).toEqual(before)
  await expect(clips).toBeFocused()

  // A press on the picture is enough; the keys go on in the timeline, which has them again after.
  await viewer.click({ position: { x: 200, y: 100 } })
  await page.keyboard.press('Backquote')
  await expect.poll(() => viewer.boundingBox()).toEqual(desk)
  await expect(timeline).toBeHidden()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('restore panels')
  await page.keyboard.press('Enter')
  await expect.poll(() => timeline.boundingBox()).toEqual(before)

  const isFull = () => page.evaluate(() => document.fullscreenElement !== null)
  await page.keyboard.press('Control+Backquote')
  await expect.poll(isFull).toBe(true)
  await page.keyboard.press('Control+Backquote')
  await expect.poll(isFull).toBe(false)
})

test('the sheet of keys finds a key by what it does', async ({ page, made }) => {
  await openWorkspace(page, made, 'song')
  await expect(page.getByRole('main', { name: 'Song' })).toBeVisible()
  await page.keyboard.press('Shift+?')
  const sheet = page.getByRole('dialog', { name: 'Keys in Song' })
  await sheet.getByRole('searchbox').fill('undo')
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Undo' })).toContainText('Ctrl')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  // From the palette to the sheet and back: the keyboard is where it was before the first of them.
  const strip = page.getByRole('slider', { name: 'The song' })
  await strip.focus()
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('keys')
  await page.keyboard.press('Enter')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(strip).toBeFocused()
})

test('a screen that breaks says so, the others go on, and it is opened again', async ({ page, made }) => {
  await page.route(/\/render-view[^/]*\.js$/, route => route.abort())
  await openWorkspace(page, made, 'render')
  const broken = page.getByRole('main').getByRole('alert')
  await expect(broken).toContainText('Nothing you made is lost. The other screens go on.')
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await page.keyboard.press('Control+5')
  await page.unroute(/\/render-view[^/]*\.js$/)
  await broken.getByRole('button', { name: 'Start the window again' }).click()
  await expect(page.getByRole('radio', { name: /YouTube 1080p/ })).toBeVisible()
})

test('the strip of the song goes where it is clicked, and by beats with the arrows', async ({ page, made }) => {
  await openWorkspace(page, made, 'song')
  const strip = page.getByRole('slider', { name: 'The song' })
  const box = (await strip.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const half = Number(await strip.getAttribute('aria-valuemax')) / 2
  await expect.poll(async () => Math.abs(Number(await strip.getAttribute('aria-valuenow')) - half)).toBeLessThan(2)
  const before = await strip.getAttribute('aria-valuetext')
  await strip.focus()
  await page.keyboard.press('ArrowRight')
  await expect(strip).not.toHaveAttribute('aria-valuetext', before!)
  await page.keyboard.press('Home')
  await expect(strip).toHaveAttribute('aria-valuenow', '0')
})

test('a project that is gone says so and leads back', async ({ page, made }) => {
  await page.goto(made.server.url)
  await page.goto(`${new URL(made.server.url).origin}/#/project/none/edit`)
  await expect(page.getByRole('alert')).toContainText('not in the library any more')
  await page.getByRole('button', { name: 'Library' }).click()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
})

/** Puts a switch into the page's line to the studio. */
async function lineOf(page: Page): Promise<{ cut(): Promise<void>; mend(): void }> {
  let isCut = false
  const open = new Set<{ close: () => Promise<void> }>()
  await page.routeWebSocket(/\/rpc$/, socket => {
    if (isCut) {
      void socket.close()
      return
    }
    socket.connectToServer()
    open.add(socket)
  })
  return {
    async cut() {
      isCut = true
      await Promise.all([...open].map(socket => socket.close()))
      open.clear()
    },
    mend() {
      isCut = false
    },
  }
}

test('while the studio is lost edits wait or are offered again, and it is found again by itself', async ({
  page,
  made,
}) => {
  const line = await lineOf(page)
  const cutNow = () => latestSequence(made.library.db, made.projectId as ProjectId)!
  const lost = page.getByRole('alert').filter({ hasText: 'What you see may be out of date' })
  await openWorkspace(page, made, 'edit')
  const clips = page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
  await expect(clips).toHaveCount(MADE_SHOTS)
  const { revision } = cutNow()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await line.cut()
  await expect(lost).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(clips).toHaveCount(MADE_SHOTS + 1)
  expect(cutNow().revision).toBe(revision)
  line.mend()
  await expect.poll(() => cutNow().revision).toBe(revision + 1)
  await expect(lost).toBeHidden()
  await expect(clips).toHaveCount(MADE_SHOTS + 1)

  const kept = () =>
    made.library.db.get<{ kept: number }>("SELECT count(*) AS kept FROM take WHERE judgement = 'kept'")!.kept
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await line.cut()
  await expect(lost).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press('p')
  const notices = page.getByRole('region', { name: 'Notifications' })
  await expect(notices.getByText('the last 2 things you did may not be kept')).toBeVisible()
  // The studio comes back with the click: before it, the window might find it by itself, and after it there is no bar to click on.
  await page.exposeFunction('mendLine', () => line.mend())
  await lost.getByRole('button', { name: 'Try again' }).evaluate(button => {
    button.addEventListener('click', () => (globalThis as unknown as { mendLine(): void }).mendLine(), {
      capture: true,
    })
  })
  await lost.getByRole('button', { name: 'Try again' }).click()
  await expect(lost).toBeHidden()
  expect(kept()).toBe(0)
  await notices.getByText('Do again').click()
  await expect.poll(kept).toBe(2)
  await expect(notices.getByText('Do again')).toBeHidden()
})

test('nothing is fetched from elsewhere on any screen, and no rule of the policy broken', async ({ page, made }) => {
  const elsewhere: string[] = []
  const complaints: string[] = []
  const { origin } = new URL(made.server.url)
  page.on('request', request => {
    const { protocol, origin: from } = new URL(request.url())
    if (protocol.startsWith('http') && from !== origin) elsewhere.push(request.url())
  })
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(made.server.url)
  for (const workspace of ['song', 'treatment', 'takes', 'edit', 'render']) {
    await page.goto(`${origin}/#/project/${made.projectId}/${workspace}`)
    await expect(page.getByRole('main')).toBeVisible()
    // What stands there until the workspace has come.
    await expect(page.locator('main [role=status][aria-busy]')).toHaveCount(0)
  }
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
})
