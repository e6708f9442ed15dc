import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
import { test as paidTest } from './paid-studio.ts'

/** Two looks, of which the second has one word more, on three shots of the film. */
async function tryLooks(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Look' }).click()
  await page.getByRole('button', { name: 'Try looks on a few shots' }).click()
  const form = page.getByRole('region', { name: 'Try looks on a few shots' })
  await expect(form.getByText('Two of these looks have the same words.')).toBeVisible()
  await expect(form.getByRole('button', { name: /^Make/ })).toBeDisabled()
  const second = form.getByRole('group', { name: 'Look 2' })
  await second.getByRole('button', { name: 'Add a look word', exact: true }).click()
  await page.keyboard.type('neon')
  await page.keyboard.press('Enter')
  await expect(form.getByText('for 6 takes of 3 shots')).toBeVisible()
}

test('W15 looks are tried beside each other, and circling a take chooses its look until undo', async ({
  page,
  made,
}) => {
  const { db } = made.library
  const style = (): string => db.get<{ style: string }>('SELECT style FROM project')!.style
  const before = style()
  await openWorkspace(page, made, 'treatment')
  await tryLooks(page)
  await page.getByRole('button', { name: 'Make 6 takes' }).click()
  await expect(page.getByText(/^6 takes asked for/)).toBeVisible()
  const grid = page.getByRole('table', { name: 'The newest looks beside each other' })
  await expect(grid.getByRole('columnheader', { name: /^Look 1 in use/ })).toBeVisible()
  await expect(grid.getByRole('button', { name: /^Circle look/ })).toHaveCount(6, { timeout: 20_000 })
  await grid.getByRole('button', { name: 'Circle look 2 of shot 1', exact: true }).press('Enter')
  await expect.poll(style).toBe(`${before}, neon`)
  await expect(grid.getByRole('columnheader', { name: /^Look 2 in use/ })).toBeVisible()
  await expect(grid.getByRole('button', { pressed: true })).toHaveCount(1)
  await page.keyboard.press('Control+Z')
  await expect.poll(style).toBe(before)
  await expect(grid.getByRole('button', { pressed: true })).toHaveCount(0)
})

test('W15 looks that are being put together, for shots that are written, stay while another screen is looked at', async ({
  page,
  made,
}) => {
  made.library.db.run(`UPDATE shot SET prompt = '' WHERE position = 0`)
  await openWorkspace(page, made, 'treatment')
  await tryLooks(page)
  await expect(page.getByLabel('Tried on').locator('option:checked')).toHaveText('Shot 2')
  await page.getByRole('tab', { name: 'Story' }).click()
  await page.getByRole('tab', { name: 'Look' }).click()
  const second = page.getByRole('group', { name: 'Look 2' })
  await expect(second.getByRole('button', { name: 'Take "neon" away' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Try looks on a few shots' })).toBeVisible()
})

paidTest('Q18 a cap that is set beside the price of a look test asks for nothing', async ({ page, paid }) => {
  const { db } = paid.library
  const asked = (): number => db.all('SELECT id FROM request WHERE provider = ?', ['cloud']).length
  await openWorkspace(page, paid, 'treatment')
  await tryLooks(page)
  await page.getByRole('textbox', { name: 'Cap of this project' }).fill('5')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The cap is $5.00 now')).toBeVisible()
  expect(asked()).toBe(0)
  await page.getByRole('button', { name: 'Make 6 takes' }).click()
  await expect.poll(asked).toBe(6)
})

test('the form of a look test is accessible', async ({ page, made }) => {
  await openWorkspace(page, made, 'treatment')
  await tryLooks(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
