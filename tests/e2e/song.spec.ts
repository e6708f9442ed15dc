import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { expect, MADE_TITLE, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

/** Lets a file fall on an element, as from the desktop. */
async function drop(page: Page, selector: string, path: string, name: string): Promise<void> {
  const bytes = (await readFile(path)).toString('base64')
  const data = await page.evaluateHandle(
    ([base64, fileName]) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(base64), char => char.charCodeAt(0))
      transfer.items.add(new File([content], fileName))
      return transfer
    },
    [bytes, name] as const,
  )
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(selector, event, { dataTransfer: data })
}

test('a doubtful span is settled, a part halved, a section named, and all of it taken back', async ({ page, made }) => {
  await openWorkspace(page, made, 'song')
  const sections = page.getByRole('region', { name: 'Sections' })
  await expect(sections.getByRole('row')).not.toHaveCount(1)
  await expect(page.getByLabel('Beats a minute')).toHaveValue(/^11[12]\.\d\d$/)

  const doubts = page.getByRole('region', { name: 'Doubts' })
  const before = await doubts.getByRole('listitem').count()
  if (before > 0) {
    await page.keyboard.press('d')
    await page.keyboard.press('Enter')
    await expect(doubts.getByRole('listitem')).toHaveCount(before - 1)
    await page.keyboard.press('Control+z')
    await expect(doubts.getByRole('listitem')).toHaveCount(before)
  }

  await page.keyboard.press('\\')
  const stage = page.getByRole('img', { name: /^Waveform/ })
  const box = (await stage.boundingBox())!
  await page.mouse.move(box.x + 0.3 * box.width, box.y + 120)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.6 * box.width, box.y + 120, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByText(/^Bars \d+ to \d+$/)).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByText(/The beats have moved under|settled/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('settled')).toHaveCount(0)

  // The same without a pointer.
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('i')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('o')
  await expect(page.getByText(/^Bars [12] to [23]$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^Bars [12] to [23]$/)).toHaveCount(0)

  // An edge is dragged onto a bar, given up with Escape, dragged for good, and moved on by keys as fast as they come.
  const edge = page.getByRole('slider', { name: /^Where .* begins$/ }).first()
  const place = () => edge.getAttribute('aria-valuetext')
  const from = await place()
  const grip = (await edge.boundingBox())!
  const dragTo = async (x: number): Promise<void> => {
    await page.mouse.move(grip.x + grip.width / 2, grip.y + 10)
    await page.mouse.down()
    await page.mouse.move(grip.x + x, grip.y + 10, { steps: 5 })
  }
  await dragTo(90)
  await expect.poll(place).not.toBe(from)
  await page.keyboard.press('Escape')
  await page.mouse.move(grip.x + 120, grip.y + 10)
  await expect.poll(place).toBe(from)
  await page.mouse.up()
  await dragTo(90)
  await page.mouse.up()
  await expect(sections.getByText(/set by you/)).toBeVisible()
  const dragged = await place()
  const bars = () => sections.getByRole('row').nth(1).getByRole('cell').nth(3).textContent()
  const whole = Number(await bars())
  for (let count = 0; count < 2; count += 1) await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(bars).toBe(`${whole - 2}`)
  for (let count = 0; count < 2; count += 1) await page.keyboard.press('Control+z')
  await expect.poll(place).toBe(dragged)
  await page.keyboard.press('Control+z')
  await expect.poll(place).toBe(from)

  await sections.getByRole('row').nth(1).click()
  await page.keyboard.press('F2')
  await page.getByLabel('Name of the section').fill('First light')
  await page.keyboard.press('Enter')
  await expect(sections.getByRole('button', { name: 'First light', exact: true })).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('First light')
  await page.reload()
  await expect(sections.getByRole('button', { name: 'First light', exact: true })).toBeVisible()
  // What can be undone is asked for anew after a reload.
  await expect(async () => {
    await page.keyboard.press('Control+z')
    await expect(sections.getByRole('button', { name: 'First light', exact: true })).toHaveCount(0, { timeout: 1000 })
  }).toPass()
})

test('the beat is tapped with the music', async ({ page, made }) => {
  await openWorkspace(page, made, 'song')
  await expect(page.getByLabel('Beats a minute')).toHaveValue(/^11/)
  const tap = page.getByRole('button', { name: /^Tap/ })
  await tap.click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  const footer = page.getByRole('contentinfo')
  const beatNow = async (): Promise<string> => /bar \d+\.\d/.exec((await footer.textContent()) ?? '')?.[0] ?? ''
  for (let count = 1; count <= 5; count += 1) {
    const before = await beatNow()
    // In the page, picture by picture: a finger is that quick.
    await page.waitForFunction(text => !document.querySelector('footer')?.textContent?.includes(`${text} `), before)
    await page.keyboard.press('t')
  }
  await expect(page.getByRole('toolbar').getByText(/· [3-5]$/)).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('region', { name: 'File' })).toContainText('Steady beat, set by you')
})

test('another master is compared, takes the place of the song, and is taken back', async ({ page, made }) => {
  // Three songs are heard, and two of them laid beside the first.
  test.slow()
  const path = join(made.dir, 'master-two.flac')
  const { ffmpeg } = await findFfmpeg({})
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', made.songPath, '-af', 'adelay=412:all=1,volume=-2dB', path])
  await openWorkspace(page, made, 'song')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: /Replace song/ }).click()
  await expect(dialog.getByRole('button', { name: 'Choose the new song' })).toBeVisible()
  await page.keyboard.press('Escape')
  // Another piece of music is said to be one.
  const other = join(made.dir, 'another-piece.flac')
  await runFfmpeg(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'anoisesrc=d=6:c=pink:seed=7:a=0.4', other])
  await drop(page, '[role=toolbar]', other, 'another-piece.flac')
  await expect(dialog.getByRole('alert')).toContainText('This is not the same song', { timeout: 20_000 })
  await expect(dialog.getByRole('button', { name: 'Replace all the same' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // Whoever drops another file on a song means it to take its place.
  await drop(page, '[role=toolbar]', path, 'master-two.flac')
  await expect(dialog.getByText(/^Begins 41[0-4] ms later\.$/)).toBeVisible({ timeout: 20_000 })
  await expect(dialog.getByText(/Every place goes along/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const file = page.getByRole('region', { name: 'File' })
  await expect(file.getByText('master-two.flac')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(file.getByText('one-long-morning.flac')).toBeVisible()
  await Promise.all([rm(path), rm(other)])
})

test('a song that is dropped shows its waveform at once, and its sections after', async ({ page, made }) => {
  const { id } = made.library.projects.create({
    title: 'Without a song',
    songId: null,
    seed: 1,
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
  })
  // Another file than the one that is known, so that it has to be heard.
  const path = join(made.dir, 'louder.flac')
  const { ffmpeg } = await findFfmpeg({})
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', made.songPath, '-af', 'volume=-1dB', path])
  await openWorkspace(page, { ...made, projectId: id }, 'song')
  await expect(page.getByRole('heading', { name: 'Drop your song' })).toBeVisible()
  await drop(page, '.border-dashed', path, 'louder.flac')
  await expect(page.getByRole('region', { name: 'Sections' })).toBeVisible({ timeout: 20_000 })
  await rm(path)

  await page.goto(`${new URL(made.server.url).origin}/#/`)
  await expect(page.getByText(MADE_TITLE).first()).toBeVisible()
})

test('what is no song is refused in one sentence', async ({ page, made }) => {
  const { id } = made.library.projects.create({
    title: 'Without a song',
    songId: null,
    seed: 1,
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
  })
  await openWorkspace(page, { ...made, projectId: id }, 'song')
  await drop(page, '.border-dashed', join(made.dir, 'library.db'), 'words.mp3')
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('words.mp3 is not an audio file')
})
