import { AxeBuilder } from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { circleTake } from '#main/takes/store.ts'
import { latestSequence } from '#main/sequence/store.ts'
import type { ProjectId, TakeId } from '#model/ids.ts'
import { timecodeOf } from '#model/timecode.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'
import { expect, MADE_SHOTS, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const clips = (page: Page) => page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option')
const timeline = (page: Page) => page.locator('[data-timeline]')

/** The picture of the cut as it is kept: the length of each clip, gaps with a dot. */
function picture({ library, projectId }: MadeStudio): string {
  const { sequence } = latestSequence(library.db, projectId as ProjectId)!
  return sequence.tracks[0]!.items.map(item =>
    item.kind === 'transition' ? item.style : `${item.kind === 'gap' ? '.' : ''}${item.frameCount}`,
  ).join(' ')
}

async function openEdit(page: Page, made: MadeStudio): Promise<void> {
  await openWorkspace(page, made, 'edit')
  await expect(clips(page)).toHaveCount(MADE_SHOTS)
}

/** A second take of the first shot: that of the second, as if it had been made for both. */
function shareTake({ library }: MadeStudio): void {
  library.db.run(
    `INSERT INTO take_shot (take_id, shot_id) SELECT
       (SELECT take_id FROM take_shot JOIN shot ON shot.id = shot_id WHERE position = 1),
       (SELECT id FROM shot WHERE position = 0)`,
  )
}

/** A second of silence, 8,000 samples of 16 bits. */
function silentWave(): number[] {
  const wave = Buffer.alloc(44 + 16_000)
  wave.write('RIFF', 0)
  wave.writeUInt32LE(36 + 16_000, 4)
  wave.write('WAVEfmt ', 8)
  wave.writeUInt32LE(16, 16)
  wave.writeUInt16LE(1, 20)
  wave.writeUInt16LE(1, 22)
  wave.writeUInt32LE(8_000, 24)
  wave.writeUInt32LE(16_000, 28)
  wave.writeUInt16LE(2, 32)
  wave.writeUInt16LE(16, 34)
  wave.write('data', 36)
  wave.writeUInt32LE(16_000, 40)
  return [...wave]
}

test('trims, rolls and cuts by keys alone, undoes all of it and does it again, also after a restart', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  const before = picture(made)
  const lengths = before.split(' ').map(Number)
  // To the second clip and two beats into it.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+k')
  await expect(clips(page)).toHaveCount(MADE_SHOTS + 1)
  await page.keyboard.press('d')
  await expect(clips(page).nth(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('q')
  await expect.poll(() => picture(made).split(' ').length).toBeGreaterThan(MADE_SHOTS)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('e')
  await page.keyboard.press('Delete')
  // Four gestures, each kept by itself.
  await expect.poll(() => latestSequence(made.library.db, made.projectId as ProjectId)!.revision).toBe(5)
  const after = picture(made)
  expect(Number(after.split(' ')[0])).toBe(lengths[0])

  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+z')
  await expect.poll(() => picture(made)).toBe(before)
  await page.reload()
  await expect(clips(page)).toHaveCount(MADE_SHOTS)
  await page.getByRole('radio', { name: 'History' }).click()
  await expect(page.getByRole('button', { name: 'Redo Cut clip' })).toBeVisible()
  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => picture(made)).toBe(after)
})

test('an edge dragged with the pointer lands on a beat as one gesture, and Escape gives it up', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  const before = picture(made)
  const box = (await timeline(page).boundingBox())!
  const { sequence } = latestSequence(made.library.db, made.projectId as ProjectId)!
  const [first] = sequence.tracks[0]!.items as readonly { frameCount: number }[]
  const cutX = box.x + (first!.frameCount * (box.width - 24)) / sequence.film.songFrames
  const y = box.y + 130
  await page.mouse.move(cutX - 3, y)
  await page.mouse.down()
  await page.mouse.move(cutX - 30, y, { steps: 5 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(picture(made)).toBe(before)
  await page.mouse.move(cutX - 3, y)
  await page.mouse.down()
  await page.mouse.move(cutX - 30, y, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => picture(made)).toContain('.')
  await page.getByRole('radio', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Undo Trim' }).click()
  await expect.poll(() => picture(made)).toBe(before)
})

test('digits show other takes of the clip that plays, without stopping it', async ({ page, made }) => {
  shareTake(made)
  await openEdit(page, made)
  const takes = page.getByRole('region', { name: 'Takes of this clip' }).getByRole('button', { name: /^\d take/ })
  await expect(takes).toHaveCount(2)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await page.keyboard.press('2')
  await expect(takes.nth(1)).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('1')
  await expect(takes.nth(0)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await page.keyboard.press('Space')
})

test('a clip opens its take at the very frame, and a marked part of it goes into the cut; the frame is found again', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  const film = page.getByRole('region', { name: 'Film' }).locator('b')
  const take = page.getByRole('region', { name: 'Take', exact: true }).locator('b').first()
  await page.keyboard.press('ArrowDown')
  const cut = await film.textContent()
  // K held: L and J go by single frames, and nothing plays.
  await page.keyboard.down('k')
  for (const key of ['l', 'l', 'l', 'j']) await page.keyboard.press(key)
  await page.keyboard.up('k')
  const [start, place] = [cut!, (await film.textContent())!]
  expect(framesOf(place) - framesOf(start)).toBe(2)
  const { sequence } = latestSequence(made.library.db, made.projectId as ProjectId)!
  const second = sequence.tracks[0]!.items.filter(item => item.kind === 'clip')[1]!
  const handle = (second.sourceStartTicks * 24) / TICKS_PER_SECOND
  await page.keyboard.press('f')
  await expect(take).toHaveText(timecodeOf(handle + 2, sequence.rate))

  await page.keyboard.press('i')
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  await expect(page.getByText('00:00:00:10 marked')).toBeVisible()
  await page.keyboard.press('Shift+R')
  await expect(film).toHaveText(timecodeOf(framesOf(place) + 9, sequence.rate))

  const box = (await timeline(page).boundingBox())!
  const [first] = sequence.tracks[0]!.items as readonly { frameCount: number }[]
  const x = (first!.frameCount * (box.width - 24)) / sequence.film.songFrames / 2
  await timeline(page).dblclick({ position: { x, y: 130 } })
  await expect(take).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('i')
  for (let step = 0; step < 11; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  const before = picture(made).split(' ')
  await page.keyboard.press('Period')
  await expect.poll(() => picture(made).split(' ')).toEqual(expect.arrayContaining(['12']))
  expect(picture(made).split(' ').length).toBeGreaterThan(before.length)
  await page.keyboard.press('Escape')
  await expect(film).toBeVisible()
})

test('a frame is saved as the render holds it, at full size', async ({ page, made }) => {
  await openEdit(page, made)
  const shown = page.getByRole('img', { name: 'Picture', exact: true })
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Original 180p')).toBeVisible()
  await page.getByRole('button', { name: 'Captions' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+Shift+E')])
  expect(download.suggestedFilename()).toMatch(/^One Long Morning 00\.00\.\d\d\.\d\d\.png$/)
  const bytes = (await readFile(await download.path())).toString('base64')
  const { size, difference } = await shown.evaluate(async (element, text) => {
    const still = await createImageBitmap(new Blob([Uint8Array.from(atob(text), sign => sign.charCodeAt(0))]))
    const [kept, seen] = [still, element as HTMLCanvasElement].map(picture => {
      const small = new OffscreenCanvas(64, 36).getContext('2d')!
      small.imageSmoothingQuality = 'high'
      small.drawImage(picture, 0, 0, 64, 36)
      return [...small.getImageData(0, 0, 64, 36).data]
    }) as [number[], number[]]
    const sum = kept.reduce((total, value, index) => total + Math.abs(value - seen[index]!), 0)
    return { size: [still.width, still.height], difference: sum / kept.length }
  }, bytes)
  const { sequence } = latestSequence(made.library.db, made.projectId as ProjectId)!
  expect(size).toEqual([sequence.width, sequence.height])
  expect(difference).toBeLessThan(2)
})

function framesOf(timecode: string): number {
  const [hours, minutes, seconds, frames] = timecode.split(':').map(Number) as [number, number, number, number]
  return ((hours * 60 + minutes) * 60 + seconds) * 24 + frames
}

test('assembling shows what it would change, fills what is open, and puts a new version beside', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  await page.keyboard.press('Delete')
  await expect.poll(() => picture(made)).toContain('.')
  shareTake(made)
  const { id } = made.library.db.get<{ id: TakeId }>(
    'SELECT take_id AS id FROM take_shot JOIN shot ON shot.id = shot_id WHERE position = 1',
  )!
  circleTake(made.library.db, id)
  await page.getByRole('button', { name: 'Assemble…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 open place gets its take')
  await expect(dialog).toContainText('1 clip that you have not touched shows the take chosen since')
  await dialog.getByRole('button', { name: 'Fill open places' }).click()
  await expect.poll(() => picture(made)).not.toContain('.')
  await page.getByRole('button', { name: 'Assemble…' }).click()
  await dialog.getByRole('button', { name: 'New version' }).click()
  await expect(page.getByRole('button', { name: /^Version of the cut: Cut 1/ })).toBeVisible()
})

test('one key again and again is one gesture: clips are nudged, a cut that was taken is rolled and rippled', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  const before = picture(made)
  const revision = (): number => latestSequence(made.library.db, made.projectId as ProjectId)!.revision
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  const words = await clips(page).nth(1).innerText()
  for (const _ of [1, 2, 3]) await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => picture(made)).toContain(' .3 ')
  await page.keyboard.press('Control+z')
  await expect.poll(() => picture(made)).toBe(before)
  // The window hears of it a moment after.
  await expect(clips(page).nth(1)).toHaveText(words)
  await page.keyboard.press('Shift+t')
  await expect(page.getByText('Roll this cut')).toBeVisible()
  const [first, second] = before.split(' ').map(Number) as [number, number]
  for (const _ of [1, 2]) await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => picture(made)).toBe(before.replace(`${first} ${second}`, `${first - 2} ${second + 2}`))
  await page.keyboard.press('Shift+t')
  await expect(page.getByText('Ripple the end before this cut')).toBeVisible()
  const rolled = revision()
  for (const _ of [1, 2]) await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(revision).toBe(rolled + 2)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => picture(made)).toBe(before)
})

test('clips are switched off, copied with what they carry, and taken by a rectangle; a marker is opened by its key', async ({
  page,
  made,
}) => {
  await openEdit(page, made)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  await page.keyboard.press('Shift+e')
  await expect(clips(page).nth(1)).toContainText('switched off')
  await page.keyboard.press('Control+r')
  await page.keyboard.press('ArrowLeft')
  await timeline(page).getByRole('listbox').focus()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  await page.keyboard.press('Control+Alt+v')
  const speeds = () =>
    latestSequence(made.library.db, made.projectId as ProjectId)!.sequence.tracks[0]!.items.flatMap(item =>
      item.kind === 'clip' ? [item.speed.numerator / item.speed.denominator] : [],
    )
  await expect.poll(() => speeds().slice(0, 4)).toEqual([1, 0.95, 0.95, 1])
  const song = page.getByText('Song', { exact: true }).last()
  const y = await song.evaluate(label => label.getBoundingClientRect().top)
  const box = (await timeline(page).boundingBox())!
  await page.mouse.move(box.x + 2, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, y - 60, { steps: 4 })
  await page.mouse.up()
  await expect(clips(page).nth(0)).toHaveAttribute('aria-selected', 'true')
  await expect(clips(page).nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(clips(page).last()).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('m')
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('look here')
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      latestSequence(made.library.db, made.projectId as ProjectId)!.sequence.markers.map(({ label }) => label),
    )
    .toContain('look here')
  // On a clip the same key marks the picture that must hit a beat.
  await page.keyboard.press('d')
  await page.keyboard.press('m')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toContainText('Moment')
  const frame = await inspector.getByText('Moment').locator('xpath=..').innerText()
  await page.keyboard.press('g')
  await expect(inspector.getByText('Moment').locator('xpath=..')).not.toHaveText(frame)
})

test('notes become markers, and a dissolve and a speed are set beside the picture', async ({ page, made }) => {
  await openEdit(page, made)
  await page.keyboard.press('Control+Shift+v')
  await page.getByRole('textbox', { name: 'Notes' }).fill('0:05 too dark\n0:12 - cut earlier\nthanks!')
  await expect(page.getByRole('dialog')).toContainText('1 line without a time is left out')
  await page.getByRole('button', { name: 'Add 2 markers' }).click()
  const markers = () =>
    latestSequence(made.library.db, made.projectId as ProjectId)!.sequence.markers.map(({ label }) => label)
  await expect.poll(markers).toEqual(expect.arrayContaining(['too dark', 'cut earlier']))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  await page.getByRole('radio', { name: 'Dissolve' }).click()
  await expect.poll(() => picture(made)).toContain('dissolve')
  await page.keyboard.press('Control+r')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('95 %')
})

test('a sound is dropped beside the song and turned down', async ({ page, made }) => {
  await openEdit(page, made)
  const area = (await timeline(page).boundingBox())!
  // A third of the way along, wherever the play-head is.
  const point = { clientX: area.x + area.width / 3, clientY: area.y + area.height / 2 }
  const transfer = await page.evaluateHandle(bytes => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(bytes)], 'whoosh.wav', { type: 'audio/wav' }))
    return data
  }, silentWave())
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    await timeline(page).dispatchEvent(kind, { dataTransfer: transfer, ...point })
  }
  const sounds = () =>
    latestSequence(made.library.db, made.projectId as ProjectId)!
      .sequence.tracks.find(({ name }) => name === 'A2')
      ?.items.map(item =>
        item.kind === 'clip' ? `sound ${item.frameCount} ${item.level?.gainDecibels ?? 0}` : item.kind,
      )
  await expect.poll(sounds).toEqual(['gap', 'sound 24 0', 'gap'])
  const box = (await timeline(page).boundingBox())!
  const { sequence } = latestSequence(made.library.db, made.projectId as ProjectId)!
  const [gap] = sequence.tracks.find(({ name }) => name === 'A2')!.items as readonly { frameCount: number }[]
  const perFrame = (box.width - 24) / sequence.film.songFrames
  expect(Math.abs(box.x + gap!.frameCount * perFrame - point.clientX)).toBeLessThan(10)
  const x = box.x + ((gap!.frameCount + 12) * (box.width - 24)) / sequence.film.songFrames
  // The sounds' rows are the last ones over the song.
  const y = await page.getByText('Effects', { exact: true }).evaluate(label => {
    const { top, height } = label.getBoundingClientRect()
    return top + height / 2
  })
  await page.mouse.click(x, y)
  await page.getByRole('slider', { name: 'Gain' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(sounds).toEqual(['gap', 'sound 24 -1', 'gap'])
  // Straight down it goes to the other track, which is made for it.
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(sounds).toEqual(['gap'])
})

test('two windows on one cut stay in step', async ({ page, context, made }) => {
  await openEdit(page, made)
  const other = await context.newPage()
  await openEdit(other, made)
  await other.keyboard.press('ArrowDown')
  await other.keyboard.press('Shift+ArrowRight')
  await other.keyboard.press('Control+k')
  await expect(clips(page)).toHaveCount(MADE_SHOTS + 1)
  await page.bringToFront()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  await page.keyboard.press('Delete')
  await expect(clips(other)).toHaveCount(MADE_SHOTS)
  await page.keyboard.press('Control+z')
  await expect(clips(other)).toHaveCount(MADE_SHOTS + 1)
})

test('what cannot be done is said in a sentence', async ({ page, made }) => {
  await openEdit(page, made)
  await page.keyboard.press('Control+k')
  await expect(page.getByText('There is no clip to cut here.')).toBeVisible()
})

test('a project without a cut offers to assemble one', async ({ page, made }) => {
  made.library.db.run('DELETE FROM render')
  made.library.db.run('DELETE FROM sequence')
  await openWorkspace(page, made, 'edit')
  await page.getByRole('main').getByRole('button', { name: 'Assemble' }).click()
  await expect(clips(page)).toHaveCount(MADE_SHOTS)
})

for (const look of ['dark', 'light', 'high contrast'] as const) {
  test(`nothing stands in the way of a screen reader, ${look}`, async ({ page, made }) => {
    await page.emulateMedia(look === 'high contrast' ? { contrast: 'more' } : { colorScheme: look })
    await openEdit(page, made)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  })
}
