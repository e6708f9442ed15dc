import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { ask } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { currentTile } from './current-tile.ts'
import { expect, MADE_SHOTS, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

const dailies = (page: Page) => page.getByRole('dialog', { name: 'Dailies' })

/** A request of the first shot that ended so, at a service nobody speaks with here. */
function stop({ library: { db }, projectId }: MadeStudio, state: 'failed' | 'refused', why: string): void {
  const shot = db.get<{ id: ShotId }>('SELECT id FROM shot WHERE project_id = ? ORDER BY position', [projectId])!
  const spec = someSpec({ provider: 'nobody', model: 'nothing' })
  const { id } = ask(db, {
    projectId: projectId as ProjectId,
    shotId: shot.id,
    number: 7,
    estimateMicroUsd: 500_000,
    spec,
  })
  db.run('UPDATE request SET state = ?, failure_message = ?, failure_kind = ?, cost_micro_usd = 400000 WHERE id = ?', [
    ...[state, why, state, id],
  ])
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}

test('K4 dailies run through all that is new in the order of the film, judged by keys, and tell what did not arrive', async ({
  page,
  made,
}) => {
  const { db } = made.library
  stop(made, 'refused', 'Not allowed there.')
  stop(made, 'failed', 'The service broke.')
  await openWorkspace(page, made, 'takes')
  await expect(page.getByText(`${MADE_SHOTS} arrived, 1 refused, 1 failed, $0.80`)).toBeVisible()
  await page.getByRole('button', { name: /^Watch/ }).click()
  await expect(dailies(page)).toBeVisible()
  await expect(dailies(page).getByText(`1 of ${MADE_SHOTS}`)).toBeVisible()
  await expect(dailies(page).getByText('1, take 1')).toBeVisible()
  await expect(dailies(page).getByText('With the song')).toBeVisible()

  await page.keyboard.press('x')
  await expect(dailies(page).getByText(`2 of ${MADE_SHOTS}`)).toBeVisible()
  await expect(dailies(page).getByRole('group', { name: 'Why not?' })).toBeVisible()
  await page.keyboard.press('Shift+Digit2')
  await expect(dailies(page).getByRole('button', { name: 'Face' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('p')
  await page.keyboard.press('Enter')
  await expect(dailies(page).getByText(`4 of ${MADE_SHOTS}`)).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(dailies(page).getByText('3, take 1')).toBeVisible()
  await expect
    .poll(() => db.all('SELECT * FROM take_reason'))
    .toEqual([{ take_id: expect.any(String), reason: 'face' }])

  // Who leaves before the end finds the rest.
  await page.keyboard.press('Escape')
  await expect(dailies(page)).toHaveCount(0)
  const left = page.getByText(/^\d+ arrived, 1 refused, 1 failed/)
  await expect(left).toBeVisible()
  expect(Number.parseInt((await left.textContent()) ?? '', 10)).toBeLessThan(MADE_SHOTS - 2)
})

/** Only the first take is new, so that the end is near. */
async function watchOne(page: Page, made: MadeStudio): Promise<void> {
  made.library.db.run(`UPDATE take SET judgement = 'seen' WHERE media_id <> (SELECT media_id FROM take LIMIT 1)`)
  stop(made, 'refused', 'Not allowed there.')
  stop(made, 'failed', 'The service broke.')
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: /^Watch/ }).click()
  await expect(dailies(page).getByText('1 of 1')).toBeVisible()
}

test('K4 behind the end of dailies stands what did not arrive, and no key judges', async ({ page, made }) => {
  const { db } = made.library
  await watchOne(page, made)
  await page.keyboard.press('ArrowRight')
  await expect(dailies(page).getByRole('heading', { name: 'That is all that arrived' })).toBeVisible()
  await expect(dailies(page).getByText('Not allowed there.')).toBeVisible()
  await expect(dailies(page).getByRole('button', { name: 'Edit prompt' })).toBeVisible()
  await dailies(page).getByRole('button', { name: 'Try again' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await outbox
    .getByRole('listitem')
    .filter({ hasText: 'The service broke.' })
    .getByRole('button', { name: 'Drop' })
    .click()
  await page.keyboard.press('Escape')
  await expect(outbox).toHaveCount(0)
  await expect(dailies(page).getByText('The service broke.')).toHaveCount(0)
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowLeft')
  await expect(dailies(page).getByText('1 of 1')).toBeVisible()
  expect(db.all(`SELECT id FROM take WHERE judgement = 'rejected'`)).toEqual([])
  await page.keyboard.press('p')
  await expect(dailies(page).getByText('1 kept, 0 rejected')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(/arrived/)).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
})

test('K4 a take that nobody turned to is not seen for standing there', async ({ page, made }) => {
  const seen = () => made.library.db.all(`SELECT number FROM take WHERE judgement = 'seen'`)
  await page.clock.install()
  await openWorkspace(page, made, 'takes')
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')
  await page.clock.runFor(10_000)
  await page.keyboard.press('ArrowRight')
  await expect(await currentTile(page)).toContainText('Shot 2, take 1')
  await page.clock.runFor(10_000)
  await expect.poll(seen).toHaveLength(1)
  await page.keyboard.press('ArrowLeft')
  await expect(await currentTile(page)).toContainText('Shot 1, take 1')
  await page.clock.runFor(10_000)
  await expect.poll(seen).toHaveLength(2)
})

test('K4 a note is written in dailies with the keyboard, and none of its letters is a command', async ({
  page,
  made,
}) => {
  const { db } = made.library
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: /^Watch/ }).click()
  await expect(dailies(page).getByText(`1 of ${MADE_SHOTS}`)).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.type('exit pace')
  await page.keyboard.press('Escape')
  await expect.poll(() => db.all(`SELECT notes FROM take WHERE notes <> ''`)).toEqual([{ notes: 'exit pace' }])
  await expect(dailies(page).getByText(`1 of ${MADE_SHOTS}`)).toBeVisible()
  await page.keyboard.press('p')
  await expect(dailies(page).getByText(`2 of ${MADE_SHOTS}`)).toBeVisible()
  await expect(dailies(page).getByRole('textbox', { name: 'Note' })).toHaveValue('')
})

test('K4 whoever goes to another workspace by key has left them, and finds what is new all the same', async ({
  page,
  made,
}) => {
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: /^Watch/ }).click()
  await expect(dailies(page).getByText(`1 of ${MADE_SHOTS}`)).toBeVisible()
  await page.keyboard.press('Control+5')
  await expect(dailies(page)).toHaveCount(0)
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await expect(page.getByText(/arrived/)).toBeVisible()
  await expect(dailies(page)).toHaveCount(0)
})

test('axe finds nothing serious in dailies, nor at their end', async ({ page, made }) => {
  await watchOne(page, made)
  await page.keyboard.press('x')
  await expect(dailies(page).getByRole('heading', { name: 'That is all that arrived' })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await page.keyboard.press('ArrowLeft')
  await expect(dailies(page).getByRole('button', { name: 'Keep' })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
})

test('K4 dailies can be put away, and come back with the next take', async ({ page, made }) => {
  const { db } = made.library
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByText(/arrived/)).toHaveCount(0)
  db.run(
    `INSERT INTO take (id, project_id, number, media_id, prompt, created_at_ms)
     SELECT id || 'new', project_id, 9, media_id, prompt, ? FROM take LIMIT 1`,
    [Date.now() + 60_000],
  )
  await expect(page.getByText('1 arrived')).toBeVisible()
})
