import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedProject, WORKED_IN } from '../seed.ts'
import { expect, test } from './app.ts'

test('the window opens on the library, behind a bridge of four members', { tag: '@shell' }, async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN[0]!)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))
  await expect(page.getByText('Everything Left On')).toBeVisible()
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((globalThis as unknown as { studioBridge: object }).studioBridge).toSorted(),
    node: ['require', 'process', 'module'].filter(name => name in globalThis),
  }))
  expect(seen).toEqual({ bridge: ['dragOut', 'pathOf', 'post', 'receive'], node: [] })
  seedProject(desktop.library, WORKED_IN[1]!)
  await expect(page.getByText('Ghost of a Season')).toBeVisible()
  expect(failures).toEqual([])
})

test('page and media come from one address, films by ranges', { tag: '@shell' }, async ({ desktop }) => {
  const file = join(desktop.folder, 'take.mp4')
  writeFileSync(file, Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251)))
  const id = await desktop.library.media.importFile(file, 'take')
  const app = await desktop.launch()
  const page = await app.firstWindow()
  const told = await page.evaluate(async id => {
    const media = await fetch(`/media/${id}`, { headers: { range: 'bytes=100-109' } })
    const home = await fetch('/')
    const nothing = await fetch('/media/none')
    return {
      status: media.status,
      range: media.headers.get('content-range'),
      bytes: [...new Uint8Array(await media.arrayBuffer())],
      policy: home.headers.get('content-security-policy'),
      nothing: nothing.status,
    }
  }, id)
  expect(told).toMatchObject({ status: 206, range: 'bytes 100-109/1000', nothing: 404 })
  expect(told.bytes).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109])
  expect(told.policy).toContain("default-src 'none'")
  expect(told.policy).not.toMatch(/unsafe|\*|https:/)
})

test('the window goes to no other page', { tag: '@shell' }, async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await app.evaluate(({ BrowserWindow }) => {
    const tried: string[] = []
    Object.assign(globalThis, { tried })
    BrowserWindow.getAllWindows()[0]!.webContents.on('will-navigate', ({ url }) => tried.push(url))
  }, null)
  const host = await page.evaluate(() => location.host)
  await page.evaluate(() => location.assign('https://example.com/'))
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { tried: string[] }).tried, null))
    .toEqual(['https://example.com/'])
  expect(await page.evaluate(() => location.host)).toBe(host)
})

test('links of the web go to the browser, and no second window opens', { tag: '@shell' }, async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = url => Promise.resolve(void opened.push(url))
  }, null)
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened, null)
  await page.evaluate(() => {
    for (const url of ['https://example.com/help', 'http://example.com/', 'file:///etc/passwd']) window.open(url)
  })
  await expect.poll(opened).toEqual(['https://example.com/help'])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test('the window opens as large as it was left', { tag: '@shell' }, async ({ desktop }) => {
  const stateFile = join(desktop.userDataDir, 'window.json')
  const first = await desktop.launch()
  await first.firstWindow()
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1200, 800), null)
  await first.close()
  expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({
    bounds: { width: 1200, height: 800 },
    isMaximized: false,
    isFullScreen: false,
  })

  const second = await desktop.launch()
  await second.firstWindow()
  const bounds = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(), null)
  expect(bounds).toMatchObject({ width: 1200, height: 800 })
})

test('a page that breaks down comes back to its screen, and says so', { tag: '@shell' }, async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN.at(-1)!)
  const [project] = desktop.library.projects.list()
  const app = await desktop.launch([`--project=${project?.id}`])
  await (await app.firstWindow()).getByRole('button', { name: 'Takes', exact: true }).click()
  await expect((await app.firstWindow()).getByRole('button', { name: 'Takes', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  }, null)
  // To Playwright the page is gone for good: the window itself says what it shows.
  const shown = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      return contents
        .executeJavaScript('`${location.hash} ${document.body.innerText}`')
        .catch(() => '') as Promise<string>
    }, null)
  await expect.poll(shown).toContain('The window had to start again')
  expect(await shown()).toContain(`/project/${project?.id}/takes`)
})
