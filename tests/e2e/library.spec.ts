import { seedProject, WORKED_IN } from './seed.ts'
import { expect, test } from './studio.ts'

const command = 'npm run -s flythrough -- make --song song.mp3 --treatment prompts.txt --out film.mp4'

test('an empty library says what goes here and the one next step', async ({ page, studio, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(studio.server.url)
  await expect(page).toHaveTitle('Library - Flythrough Studio')
  await expect(page.getByRole('heading', { name: 'Start with a song' })).toBeVisible()
  await expect(page.getByRole('status').first()).toHaveText('No projects yet')

  await page.keyboard.press('Tab')
  const copy = page.getByRole('button', { name: 'Copy the command' })
  await expect(copy).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(copy).toHaveText('Copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command)
})

test('the address keeps no key, the page fetches from nowhere else and breaks no rule of its policy', async ({
  page,
  studio,
}) => {
  const elsewhere: string[] = []
  const complaints: string[] = []
  const origin = new URL(studio.server.url).origin
  page.on('request', request => {
    if (new URL(request.url()).origin !== origin) elsewhere.push(request.url())
  })
  page.on('response', response => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await expect(page.getByRole('listitem')).toHaveCount(1)
  expect(page.url()).toBe(`${origin}/`)
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
  expect(studio.log).toEqual([])
})

test('projects stand last opened first, each with its song, length and progress', async ({ page, studio }) => {
  for (const seed of WORKED_IN) seedProject(studio.library, seed)
  await page.goto(studio.server.url)
  await expect(page.getByRole('status').first()).toHaveText('8 projects')
  const tiles = page.getByRole('list', { name: 'Projects' }).getByRole('listitem')
  await expect(tiles).toHaveCount(8)
  await expect(tiles.getByRole('heading')).toHaveText(WORKED_IN.map(seed => seed.title))

  const first = page.getByRole('listitem', { name: 'Everything Left On' })
  await expect(first).toContainText('Marlow Heights')
  await expect(first).toContainText('38 of 55 circled')
  await expect(first).toContainText('3:51')
  await expect(tiles.nth(2)).toContainText('KVLT Palace · Sodium')
  await expect(tiles.nth(6)).toContainText('Artist not named')
  await expect(tiles.nth(6)).toContainText('No shots yet')
  await expect(tiles.nth(7)).toContainText('No song yet')
})

test('a project made by another process appears by itself', async ({ page, studio }) => {
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await expect(page.getByRole('listitem')).toHaveCount(1)
  seedProject(studio.library, WORKED_IN[1]!)
  await expect(page.getByRole('listitem', { name: 'Ghost of a Season' })).toBeVisible()
  await expect(page.getByRole('status').first()).toHaveText('2 projects')
})

test('when the studio stops, what was shown stays, marked as old', async ({ page, studio }) => {
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await studio.server.close()
  await expect(page.getByRole('alert')).toContainText('does not answer')
  await expect(page.getByRole('alert')).toContainText('open the new link')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('does not answer')
})

test('a library that cannot be read says so, and trying again helps once it can', async ({ page, studio }) => {
  studio.library.db.script('ALTER TABLE project RENAME TO project_gone')
  await page.goto(studio.server.url)
  await expect(page.getByRole('alert')).toContainText('The library could not be opened')
  await expect(page.getByRole('alert')).not.toContainText('project_gone')
  expect(studio.log.join()).toContain('no such table')
  studio.library.db.script('ALTER TABLE project_gone RENAME TO project')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Start with a song' })).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 640 },
  ]) {
    test(`fits ${viewport.width} x ${viewport.height}, ${colorScheme}`, async ({ page, studio }, info) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(viewport)
      await page.goto(studio.server.url)
      await expect(page.getByRole('heading', { name: 'Start with a song' })).toBeVisible()
      await page.screenshot({ path: info.outputPath('empty.png') })
      for (const seed of WORKED_IN) seedProject(studio.library, seed)
      await expect(page.getByRole('listitem')).toHaveCount(8)
      await page.screenshot({ path: info.outputPath('library.png') })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(background).toBe(colorScheme === 'dark' ? 'rgb(19, 19, 19)' : 'rgb(222, 222, 222)')
    })
  }
}
