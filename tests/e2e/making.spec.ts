import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import { probeVideo } from '#main/media/probe.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { expect, test } from './working-studio.ts'

/** Twelve in `npm test`, all of the treatment in the long runs. */
const SHOTS = Number(process.env['FLYTHROUGH_SHOTS'] ?? '12')
const MINUTE_MS = 60_000
test.setTimeout((SHOTS > 12 ? 15 : 4) * MINUTE_MS)
test.use({ actionTimeout: 15_000 })

/** The prompts of the demo as a person would paste them: one a line. */
function prompts(): string {
  const written = readFileSync(fileURLToPath(new URL('../../resources/demo/treatment.md', import.meta.url)), 'utf8')
  const lines = written.split('\n').filter(line => line.startsWith('- '))
  expect(lines.length).toBe(55)
  return lines.map(line => line.replace(/^- /, '').replace(/\s*\[[^\]]*\]$/, '')).join('\n')
}

async function dropSong(page: Page, songPath: string): Promise<void> {
  const bytes = readFileSync(songPath).toString('base64')
  const dataTransfer = await page.evaluateHandle(bytes => {
    const transfer = new DataTransfer()
    const data = Uint8Array.from(atob(bytes), char => char.charCodeAt(0))
    transfer.items.add(new File([data], 'one-long-morning.flac', { type: 'audio/flac' }))
    return transfer
  }, bytes)
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('main').dispatchEvent(event, { dataTransfer })
  }
}

const clips = (page: Page) => page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')

test('a song and a list of prompts become a finished film, by hands on the window alone', async ({ page, working }) => {
  const { library } = working
  await page.goto(working.url())

  // A song is dropped; its waveform and name are there at once, what is heard in it soon after.
  await dropSong(page, working.songPath)
  await expect(page).toHaveURL(/\/project\/[^/]+\/song$/, { timeout: 20_000 })
  const projectId = library.projects.list()[0]!.id
  await expect(page.getByRole('main', { name: 'Song' }).getByText('BPM')).toBeVisible({ timeout: 30_000 })

  // Small takes: this is a test.
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('combobox').fill('film size')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Size', { exact: true }).fill('320x180')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Fifty-five prompts are pasted, one a line. The short run goes on with the first dozen; then they are paced.
  await page.keyboard.press('Control+2')
  await page.getByRole('main', { name: 'Treatment' }).getByRole('button', { name: 'Paste prompts' }).first().click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Prompts' }).fill(prompts())
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  if (SHOTS < 55) {
    // They are too many for the short song, and it says so.
    await expect(page.getByText(/room for at most \d+ shots.*there are 55/)).toBeVisible()
    await page.getByRole('grid', { name: 'Shots', exact: true }).focus()
    await page.keyboard.press('Control+Home')
    for (let row = 0; row < SHOTS; row++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+Shift+End')
    await page.keyboard.press('Control+Delete')
  }
  await expect(page.getByText(new RegExp(`^${SHOTS} shots, .* covered`))).toBeVisible()
  const pacing = page.getByRole('slider', { name: 'Pacing' })
  await pacing.focus()
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowRight')
  await expect
    .poll(() => library.db.get<{ pacing: number }>('SELECT pacing FROM project')!.pacing)
    .toBeGreaterThanOrEqual(40)

  // Takes are asked for and made behind the screen, while it is looked at.
  await page.keyboard.press('Control+3')
  await page
    .getByRole('button', { name: `Make ${SHOTS} takes` })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Make \d+ takes/ })
    .click()
  const chip = page.getByRole('group', { name: 'Which takes are shown' }).getByText('All')
  await expect(chip).toContainText(`${SHOTS}`, { timeout: SHOTS > 12 ? 10 * MINUTE_MS : 2 * MINUTE_MS })
  await expect
    .poll(() => library.db.get<{ n: number }>('SELECT count(*) AS n FROM take WHERE media_id IS NOT NULL')!.n, {
      timeout: SHOTS > 12 ? 10 * MINUTE_MS : 2 * MINUTE_MS,
    })
    .toBe(SHOTS)

  // One shot gets a second take; then they are kept and circled by keys.
  const grid = page.getByRole('grid', { name: 'Takes by shot' })
  await grid.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'Shot 1', exact: true })).toBeChecked()
  await page.getByRole('dialog').getByRole('button', { name: 'Make 1 take' }).click()
  await expect(chip).toContainText(`${SHOTS + 1}`)
  await grid.focus()
  await page.keyboard.press('p')
  for (let shot = 0; shot < SHOTS; shot++) await page.keyboard.press('Enter')
  const circled = () => library.projects.list()[0]!.circledCount
  await expect.poll(circled).toBe(SHOTS)

  // Assembled.
  await page.keyboard.press('Control+4')
  await page.getByRole('main', { name: 'Edit' }).getByRole('button', { name: 'Assemble' }).first().click()
  await expect(clips(page)).toHaveCount(SHOTS)
  const cut = () => JSON.stringify(latestSequence(library.db, projectId)!.sequence.tracks)
  const assembled = cut()
  await page.keyboard.press('Home')

  // The song plays, and the first clip shows its other take meanwhile.
  const takes = page.getByRole('region', { name: 'Takes of this clip' }).getByRole('button', { name: /^\d take/ })
  await expect(takes).toHaveCount(2)
  const shown = (await takes.nth(0).getAttribute('aria-pressed')) === 'true' ? 1 : 2
  await page.keyboard.press('Space')
  await page.keyboard.press(String(3 - shown))
  await expect(takes.nth(2 - shown)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('Home')

  // It is cut, trimmed and rolled on beats.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+k')
  await expect(clips(page)).toHaveCount(SHOTS + 1)
  await page.keyboard.press('d')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('q')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('e')
  await expect.poll(() => latestSequence(library.db, projectId)!.revision).toBe(5)
  const edited = cut()

  // All undone, all done again; then the studio is stopped in the middle, and gone on with.
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z')
  await expect.poll(cut).toBe(assembled)
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+Shift+z')
  await expect.poll(cut).toBe(edited)
  await working.restart()
  await page.goto(working.url())
  await page.goto(`${new URL(working.url()).origin}/#/project/${projectId}/edit`)
  await expect(clips(page)).toHaveCount(SHOTS + 1)
  await page.keyboard.press('Control+z')
  await expect.poll(cut).not.toBe(edited)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(cut).toBe(edited)

  // Rendered, and verified.
  await page.keyboard.press('Control+5')
  await page
    .getByRole('main', { name: 'Render' })
    .getByRole('button', { name: /^Render .*about/ })
    .click()
  await expect(page.getByText(/^Verified: /)).toBeVisible({ timeout: 3 * MINUTE_MS })
  const file = library.db.get<{ path: string }>(`SELECT output_path AS path FROM render WHERE state = 'done'`)!.path
  const { ffmpeg } = await findFfmpeg({})
  const { facts } = await probeVideo(file, ffmpeg)
  const { film } = latestSequence(library.db, projectId)!.sequence
  expect(facts).toMatchObject({ width: 320, height: 180, frameCount: film.songFrames })
})
