import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { expect, MADE_SHOTS, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

/** Every join of the film is measured, one at a time and behind everything else. */
const MEASURED_MS = 120_000

test.use({ contextOptions: { reducedMotion: 'reduce' } })

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}

const measuredJoins = ({ library }: MadeStudio): number =>
  library.db.get<{ count: number }>('SELECT count(*) AS count FROM seam_match WHERE match_json IS NOT NULL')!.count

const clips = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Clips of the cut' }).getByRole('option').filter({ hasText: 'seam before it' })

/** Gives shot 2 two more takes, of the clips of shots 3 and 6. */
function giveTakes({ library, projectId }: MadeStudio): void {
  const { db } = library
  const shots = db.all<{ id: string; mediaId: string }>(
    `SELECT shot.id, take.media_id AS mediaId FROM shot JOIN take_shot ON take_shot.shot_id = shot.id
     JOIN take ON take.id = take_shot.take_id ORDER BY shot.position`,
  )
  for (const [index, from] of [2, 5].entries()) {
    const id = `0199-another-take-${index}`
    db.run(
      `INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, ?, ?, 'unseen', 1)`,
      [id, projectId, index + 2, shots[from]!.mediaId],
    )
    db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [id, shots[1]!.id])
  }
}

test('in Edit every cut is measured and told, anew after a trim, and not where it dissolves', async ({
  page,
  made,
}) => {
  test.setTimeout(2 * MEASURED_MS)
  await openWorkspace(page, made, 'edit')
  await expect(clips(page)).toHaveCount(MADE_SHOTS - 1, { timeout: MEASURED_MS })
  await expect(clips(page).first()).toContainText(/seam before it: way \w+.*, speed \w+.*, light \w+, colour \w+$/)

  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('d')
  const seam = inspector.locator('section').filter({ hasText: 'Seam with 2' })
  for (const name of ['Way', 'Speed', 'Light', 'Colour', 'Likeness']) await expect(seam).toContainText(name)
  await expect(seam.getByRole('img', { name: 'Last frame' })).toHaveAttribute('data-frame', 'ready')
  await expect(seam.getByRole('img', { name: 'First frame' })).toHaveAttribute('data-frame', 'ready')
  await expect(inspector.getByRole('heading', { name: 'Seam into 4' })).toBeAttached()
  expect(await seriousFaults(page)).toEqual([])

  // Under the pointer, at the foot of the clips beside the cut that the play-head stands on, the figures are told.
  const timeline = page.locator('[data-timeline]')
  const { x, y, width, height } = (await timeline.boundingBox())!
  const cutX = x + (width * 2.02) / 12.2
  let tip = ''
  for (let below = 60; below < height / 2 && !tip.startsWith('Way'); below += 5) {
    await page.mouse.move(cutX, y + below)
    tip = (await timeline.getAttribute('title')) ?? ''
  }
  expect(tip).toMatch(/^Way .+\nSpeed .+\nLight .+\nColour .+\nLikeness \d+ %/)

  const before = measuredJoins(made)
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+Q')
  await expect.poll(() => measuredJoins(made), { timeout: MEASURED_MS }).toBeGreaterThan(before)
  await expect(clips(page)).toHaveCount(MADE_SHOTS - 1, { timeout: MEASURED_MS })

  await inspector.getByRole('radio', { name: 'Dissolve' }).click()
  await expect(inspector.getByText('A dissolve: one picture goes through the other')).toBeVisible()
  await expect(clips(page)).toHaveCount(MADE_SHOTS - 2)
})

test('in Takes the inspector tells how a take joins, and the one that joins best is named', async ({ page, made }) => {
  test.setTimeout(2 * MEASURED_MS)
  giveTakes(made)
  await openWorkspace(page, made, 'takes')
  await page.getByRole('gridcell', { name: 'Shot 2, take 3' }).click()
  const joins = page.getByRole('region', { name: 'How it joins' })
  await expect(joins).toContainText('After 1, take 1')
  await expect(joins).toContainText('Before 3, take 1')
  await expect(joins.getByText('Likeness')).toHaveCount(2, { timeout: MEASURED_MS })
  const best = page.getByRole('gridcell', { name: 'Joins best' })
  await expect(best).toHaveCount(1, { timeout: MEASURED_MS })
  await expect(best).toContainText('Shot 2')
  await best.click()
  await expect(joins.getByText('Joins best')).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
})

test('the strip of seams is opened, walked and left by keys, the worst first', async ({ page, made }) => {
  test.setTimeout(2 * MEASURED_MS)
  await openWorkspace(page, made, 'takes')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await page.keyboard.press('s')
  const strip = page.getByRole('listbox', { name: 'Seams' })
  await expect(strip).toBeFocused()
  await expect(strip.getByRole('option').first()).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await expect(page.getByRole('status').filter({ hasText: /poor|fair|good/ })).toBeVisible({ timeout: MEASURED_MS })
  const current = strip.getByRole('option', { selected: true })
  await expect(current).toHaveAccessibleName(/^Shot 1 to 2: way /)
  await expect(current.locator('[data-frame]').first()).toHaveAttribute('data-frame', 'ready')
  await page.keyboard.press('ArrowRight')
  await expect(current).toHaveAccessibleName(/^Shot 2 to 3: /)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'About the take' })).toContainText('3, take 1')
  expect(await seriousFaults(page)).toEqual([])

  await page.keyboard.press('End')
  await expect(current).toHaveAccessibleName(/^Shot 11 to 12: /)
  await page.keyboard.press('Shift+S')
  const worst = await current.getAttribute('aria-label')
  await page.keyboard.press('Shift+S')
  await expect(current).not.toHaveAccessibleName(worst!)
  const [, shot] = /to (\d+):/.exec((await current.getAttribute('aria-label'))!)!
  await page.getByRole('button', { name: 'Show in Edit' }).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading').first()).toContainText(shot!)

  await page.keyboard.press('Control+3')
  await expect(strip).toBeVisible()
  await page.getByRole('radio', { name: 'This shot' }).click()
  await expect(strip.getByRole('option')).toHaveCount(shot === '12' ? 1 : 2)
  await strip.focus()
  await page.keyboard.press('Escape')
  await expect(strip).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeFocused()
})
