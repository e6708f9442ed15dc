import { AxeBuilder } from '@axe-core/playwright'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { fullProject } from '#main/desk/projects/testing/full-project.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { seedProject, WORKED_IN } from './seed.ts'
import { expect, test as base } from './studio.ts'

/** The home folder of the machine, as the studio's own picker finds it. */
const test = base.extend<{ home: string }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  home: async ({}, use) => {
    const before = process.env['HOME']
    const home = mkdtempSync(join(tmpdir(), 'studio-home-'))
    process.env['HOME'] = home
    await use(home)
    if (before === undefined) delete process.env['HOME']
    else process.env['HOME'] = before
    rmSync(home, { recursive: true })
  },
})

const cards = (page: Page) => page.getByRole('list', { name: 'Projects' }).getByRole('listitem')
const choose = async (page: Page, title: string, what: string): Promise<void> => {
  await page.getByRole('button', { name: `More for ${title}` }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

/** A wave file of a beat every half second, as a browser holds it. */
function beats(seconds: number): Buffer {
  const rate = 8_000
  const samples = Buffer.alloc(2 * rate * seconds)
  for (let index = 0; index < rate * seconds; index++) {
    const since = index % (rate / 2)
    samples.writeInt16LE(Math.round(20_000 * Math.exp(-since / 300) * Math.sin(since / 3)), 2 * index)
  }
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(2 * rate, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, base64]) => {
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64!), letter => letter.codePointAt(0)!)
      data.items.add(new File([bytes], name!))
      return data
    },
    [name, bytes.toString('base64')],
  )
  await page.dispatchEvent('main', 'drop', { dataTransfer: data })
}

test('the first run asks for a song, and opens the sample film as an edit that can be put back', async ({
  page,
  studio,
}) => {
  await page.goto(studio.server.url)
  await expect(page).toHaveTitle('Library - Flythrough Studio')
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  await expect(page.getByText('The keys are those of Premiere')).toBeVisible()
  await page.getByRole('button', { name: /Open the sample film/ }).click()
  await expect(page).toHaveURL(/#\/project\/.+\/edit$/)
  // It plays by itself.
  await expect(page.getByText('00:00:01', { exact: false }).first()).toBeVisible()
  await page.goto(`${new URL(studio.server.url).origin}/#/`)
  await expect(cards(page)).toHaveCount(1)
  await expect(cards(page)).toContainText('14 of 14 circled')
  await expect(cards(page)).toContainText('Sample')
  studio.library.db.run('UPDATE take SET judgement = ?', ['unseen'])
  await expect(cards(page)).toContainText('0 of 14 circled')
  await page.getByRole('link', { name: 'Sample film: One Long Morning' }).click()
  await page.getByRole('button', { name: 'Put the sample back' }).click()
  await expect(page.getByText('The sample film is as it was made.')).toBeVisible()
  expect(studio.library.projects.list()[0]!.circledCount).toBe(14)
})

test('a song that is dropped becomes a project, whatever it is called', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  await drop(page, 'Night Bus Home.wav', beats(12))
  await expect(page).toHaveURL(/#\/project\/.+\/song$/)
  expect(studio.library.projects.list()).toMatchObject([{ title: 'Night Bus Home' }])
})

test('a file that is no song is told, and makes no project', async ({ page, studio }) => {
  await page.goto(studio.server.url)
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  await drop(page, 'shopping.mp3', Buffer.from('milk, eggs, bread'))
  await expect(
    page.getByRole('dialog').or(page.getByRole('alertdialog')).or(page.getByText('shopping.mp3')).first(),
  ).toBeVisible()
  expect(studio.library.projects.list()).toEqual([])
})

test('clips that are there already come to a new project, to be looked over first', async ({ page, studio, home }) => {
  const { ffmpeg } = await findFfmpeg({})
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=1']
  await runFfmpeg(ffmpeg, ['-v', 'error', ...picture, '-pix_fmt', 'yuv420p', `file:${join(home, 'clip 1.mp4')}`])
  await page.goto(studio.server.url)
  await page.getByRole('button', { name: /I have clips already/ }).click()
  await page.getByRole('option', { name: /clip 1\.mp4/ }).click()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(/#\/project\/.+\/takes$/)
  await expect(page.getByRole('dialog')).toContainText('clip 1.mp4')
  expect(studio.library.projects.list()).toMatchObject([{ title: 'Untitled', takeCount: 0 }])
})

test('from clips that are dropped on the first screen, a song and a line for each to a finished cut', async ({
  page,
  studio,
  home,
}) => {
  const { ffmpeg } = await findFfmpeg({})
  const clips = ['red', 'blue'].map(colour => ({ colour, path: join(home, `${colour}.mp4`) }))
  for (const { colour, path } of clips) {
    const picture = ['-f', 'lavfi', '-i', `color=${colour}:size=320x180:rate=24:duration=8`]
    await runFfmpeg(ffmpeg, ['-v', 'error', ...picture, '-pix_fmt', 'yuv420p', `file:${path}`])
  }
  await page.goto(studio.server.url)
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  const session = await page.context().newCDPSession(page)
  const dropFiles = async (files: string[]): Promise<void> => {
    const data = { items: [], files, dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
    }
  }
  await dropFiles(clips.map(({ path }) => path))
  await page.getByRole('button', { name: 'Take in 2 files' }).click()
  const tiles = page.getByRole('gridcell', { name: /^Board, take/ })
  await expect(tiles).toHaveCount(2)

  // Edit says what is missing, one step after the other.
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: 'Go to Song' }).click()
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  const song = join(home, 'Slow Water.wav')
  writeFileSync(song, beats(12))
  await dropFiles([song])
  await expect(page.getByRole('button', { name: /Replace song/ })).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: 'Go to Treatment' }).click()
  await page.getByRole('main').getByRole('button', { name: 'Paste prompts' }).last().click()
  await page.getByRole('dialog').getByRole('textbox').fill('a red room\na blue room')
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+3')
  for (const shot of [1, 2]) {
    await tiles.first().click()
    await page.getByLabel('Move to shot').selectOption({ index: shot })
    await expect(page.getByRole('gridcell', { name: `Shot ${shot}, take 1` })).toBeVisible()
  }
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: 'Assemble' }).click()
  const inCut = page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
  await expect(inCut).toHaveCount(2)
  const { sequence } = latestSequence(studio.library.db, studio.library.projects.list()[0]!.id)!
  expect(sequence.tracks[0]!.items.map(({ kind }) => kind)).toEqual(['clip', 'clip'])
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
  await expect(cards(page)).toHaveCount(1)
  expect(page.url()).toMatch(new RegExp(`^${origin}/(#/)?$`))
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
  // How quick the disk is, is no fault of the page.
  expect(studio.log.filter(line => !line.startsWith('slow query'))).toEqual([])
})

test('projects stand last opened first, each with its song, length and progress, or as they are sorted', async ({
  page,
  studio,
}) => {
  for (const seed of WORKED_IN) seedProject(studio.library, seed)
  await page.goto(studio.server.url)
  await expect(page.getByRole('status').first()).toContainText('8 projects')
  await expect(cards(page)).toHaveCount(8)
  await expect(cards(page).getByRole('heading')).toHaveText(WORKED_IN.map(seed => seed.title))
  const first = page.getByRole('listitem', { name: 'Everything Left On' })
  await expect(first).toContainText('Marlow Heights')
  await expect(first).toContainText('38 of 55 circled')
  await expect(first).toContainText('3:51')
  await expect(cards(page).nth(2)).toContainText('KVLT Palace · Sodium')
  await expect(cards(page).nth(6)).toContainText('Artist not named')
  await expect(cards(page).nth(6)).toContainText('No shots yet')
  await expect(cards(page).nth(7)).toContainText('No song yet')
  await page.getByRole('button', { name: /^Sort/ }).click()
  await page.getByRole('menuitem', { name: 'Title' }).click()
  await expect(cards(page).first()).toContainText('Cabin Pressure')
  await page.reload()
  await expect(cards(page).first()).toContainText('Cabin Pressure')
})

test('a project made by another process appears by itself', async ({ page, studio }) => {
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await expect(cards(page)).toHaveCount(1)
  seedProject(studio.library, WORKED_IN[1]!)
  await expect(page.getByRole('listitem', { name: 'Ghost of a Season' })).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText('2 projects')
})

test('by keyboard alone: cards are one tab stop, arrows move, F2 renames, Delete trashes, and what is trashed comes back', async ({
  page,
  studio,
}) => {
  for (const seed of WORKED_IN.slice(0, 6)) seedProject(studio.library, seed)
  await page.goto(studio.server.url)
  await expect(cards(page)).toHaveCount(6)
  const search = page.getByRole('searchbox')
  await expect(search).toBeFocused()
  await page.getByRole('link', { name: 'Everything Left On' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('link', { name: 'Ghost of a Season' })).toBeFocused()
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.type('Slow Water')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('There is a project "Slow Water" already')
  await page.getByRole('textbox', { name: 'Title' }).fill('Ghosts')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'Ghosts' })).toBeVisible()
  await page.getByRole('link', { name: 'Ghosts' }).focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('listitem', { name: 'Ghosts' })).toBeHidden()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByRole('listitem', { name: 'Ghosts' })).toBeVisible()
  await page.getByRole('link', { name: 'Ghosts' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/project\//)
})

test('the trash holds projects until they are deleted for good', async ({ page, studio }) => {
  for (const seed of WORKED_IN.slice(0, 2)) seedProject(studio.library, seed)
  await page.goto(studio.server.url)
  await choose(page, 'Ghost of a Season', 'Move to the trash')
  await expect(cards(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Trash', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
  await choose(page, 'Ghost of a Season', 'Delete for good')
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  expect(studio.library.db.all('SELECT title FROM project')).toEqual([{ title: 'Everything Left On' }])
})

test('search answers as it is typed, with projects, shots and takes, and leads there', async ({
  page,
  studio,
  home,
}) => {
  await fullProject(studio.library, { title: 'A Bubble', folder: home })
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await page.getByRole('searchbox').pressSequentially('bubb')
  await expect(page.getByRole('region', { name: /Projects/ }).getByRole('link')).toContainText('A Bubble')
  await expect(page.getByRole('region', { name: /Takes/ }).getByRole('link')).toContainText('Shot 1, take 1')
  const shot = page.getByRole('region', { name: /Shots/ }).getByRole('link')
  await expect(shot).toContainText('fly through the bubble')
  await shot.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/treatment$/)
})

test('a project leaves as one file and comes back from it', async ({ page, studio, home }) => {
  await fullProject(studio.library, { folder: home })
  await page.goto(studio.server.url)
  await choose(page, 'A Life', 'Export bundle')
  await page.getByRole('button', { name: 'Save here' }).click()
  await expect.poll(() => existsSync(join(home, 'A Life.flythrough'))).toBe(true)
  await page.getByRole('button', { name: 'Import bundle' }).click()
  await page.getByRole('option', { name: /A Life\.flythrough/ }).dblclick()
  await expect(page).toHaveURL(/#\/project\//)
  await expect
    .poll(() =>
      studio.library.projects
        .list()
        .map(({ title }) => title)
        .toSorted((a, b) => a.localeCompare(b)),
    )
    .toEqual(['A Life', 'A Life 2'])
})

test('files that went away are counted on the card, told in the project, and found again in a folder', async ({
  page,
  studio,
  home,
}) => {
  const { songId, linkedPath } = await fullProject(studio.library, { folder: home })
  mkdirSync(join(home, 'moved'))
  renameSync(studio.library.media.pathOf(songId), join(home, 'moved', 'a song.m4a'))
  renameSync(linkedPath, join(home, 'moved', 'take.mp4'))
  await page.goto(studio.server.url)
  await expect(cards(page)).toContainText('2 files missing')
  await page.getByRole('link', { name: 'A Life' }).click()
  const bar = page.getByRole('alert').filter({ hasText: '2 files of this project are not where they were' })
  await bar.getByRole('button', { name: 'Find the files…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Files that are missing' })
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Look through a folder' }).click()
  await page.getByRole('button', { name: 'Choose this folder' }).click()
  await expect(dialog).toContainText('Every file is where it should be.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+0')
  await expect(cards(page)).toHaveCount(1)
  await expect(cards(page)).not.toContainText('missing')
  expect(readdirSync(join(home, 'moved'))).toHaveLength(2)
})

test('a media folder that is gone is told, and found where it was moved to', async ({ page, studio, home }) => {
  mkdirSync(join(home, 'one'))
  mkdirSync(join(home, 'two'))
  await fullProject(studio.library, { title: 'One', folder: join(home, 'one') })
  await fullProject(studio.library, { title: 'Two', folder: join(home, 'two') })
  renameSync(join(studio.library.dir, 'media'), join(home, 'moved media'))
  await page.goto(studio.server.url)
  const warning = page.getByRole('alert').filter({ hasText: 'The media folder of this library is gone' })
  await warning.getByRole('button', { name: 'Find the files…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Files that are missing' })
  await expect(dialog.getByRole('listitem')).toHaveCount(4)
  await dialog.getByRole('button', { name: 'Look through a folder' }).click()
  await page.getByRole('button', { name: 'Choose this folder' }).click()
  await expect(dialog).toContainText('Every file is where it should be.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(warning).toBeHidden()
})

test('settings take effect at once and stay', async ({ page, studio }) => {
  seedProject(studio.library, WORKED_IN[0]!)
  await page.goto(studio.server.url)
  await expect(cards(page)).toHaveCount(1)
  await page.keyboard.press('Control+Comma')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog).toContainText(/Version \d/)
  await dialog.getByRole('radio', { name: 'Light' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await dialog.getByRole('radio', { name: 'High' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await dialog.getByRole('switch', { name: /small copies/ }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  expect(studio.library.db.all('SELECT key, value_json FROM setting ORDER BY key')).toEqual([
    { key: 'contrast', value_json: '"more"' },
    { key: 'playsProxies', value_json: 'false' },
    { key: 'theme', value_json: '"light"' },
  ])
})

test('a library that cannot be read says so, and trying again helps once it can', async ({ page, studio }) => {
  studio.library.db.script('ALTER TABLE song_tags RENAME TO song_tags_gone')
  await page.goto(studio.server.url)
  await expect(page.getByRole('alert')).toContainText('Something went wrong inside the studio')
  await expect(page.getByRole('alert')).not.toContainText('song_tags')
  expect(studio.log.join()).toContain('no such table')
  studio.library.db.script('ALTER TABLE song_tags_gone RENAME TO song_tags')
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(page.getByRole('alert')).toBeHidden()
})

test('axe finds nothing serious on the first run, in what is found, in the trash and its questions, in any theme', async ({
  page,
  studio,
}) => {
  const check = async (): Promise<void> => {
    for (const [theme, contrast] of [
      ['dark', ''],
      ['light', ''],
      ['dark', 'more'],
    ] as const) {
      await page.evaluate(
        ([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast }),
        [theme, contrast],
      )
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${theme} ${contrast} ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  }
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(studio.server.url)
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  await check()
  for (const seed of WORKED_IN.slice(0, 4)) seedProject(studio.library, seed)
  await choose(page, 'Slow Water', 'Find missing files')
  await expect(page.getByRole('dialog')).toContainText('Every file is where it should be.')
  await check()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('searchbox').fill('sl')
  await expect(page.getByRole('region', { name: /Projects/ })).toBeVisible()
  await check()
  await page.getByRole('searchbox').fill('')
  await choose(page, 'Slow Water', 'Move to the trash')
  await page.getByRole('button', { name: 'Trash', exact: true }).click()
  await choose(page, 'Slow Water', 'Delete for good')
  await check()
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
      await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
      await page.screenshot({ path: info.outputPath('first-run.png') })
      for (const seed of WORKED_IN) seedProject(studio.library, seed)
      await expect(cards(page)).toHaveCount(8)
      await page.screenshot({ path: info.outputPath('library.png') })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(background).toBe(colorScheme === 'dark' ? 'rgb(19, 19, 19)' : 'rgb(222, 222, 222)')
    })
  }
}
