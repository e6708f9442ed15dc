import { gzipSync } from 'node:zlib'
import { expect, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const MOST_FIRST_LOAD_BYTES = 300_000

test('the first screen loads less than 300 kB, and the workspaces come when they are opened', async ({
  page,
  made,
}) => {
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
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('treatment')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('main', { name: 'Treatment' })).toBeVisible()
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
})

test('the strip of the song goes where it is clicked, and by beats with the arrows', async ({ page, made }) => {
  await openWorkspace(page, made, 'takes')
  const strip = page.getByRole('slider', { name: 'The song' })
  const box = (await strip.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const half = Number(await strip.getAttribute('aria-valuemax')) / 2
  await expect.poll(async () => Math.abs(Number(await strip.getAttribute('aria-valuenow')) - half)).toBeLessThan(2)
  const before = await strip.getAttribute('aria-valuetext')
  await strip.focus()
  await page.keyboard.press('ArrowRight')
  await expect(strip).not.toHaveAttribute('aria-valuetext', before!)
})

test('a project that is gone says so and leads back', async ({ page, made }) => {
  await page.goto(made.server.url)
  await page.goto(`${new URL(made.server.url).origin}/#/project/none/edit`)
  await expect(page.getByRole('alert')).toContainText('not in the library any more')
  await page.getByRole('button', { name: 'Library' }).click()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
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
