import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

async function openTable(page: Page, made: MadeStudio): Promise<void> {
  await openWorkspace(page, made, 'treatment')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
}

async function typePrompt(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
}

/** Lets the chosen shot be asked of a model that takes one text, whose service has its key. */
async function chooseGen45(page: Page, { studio }: MadeStudio): Promise<void> {
  studio.services.setKey('runway', 'test-key')
  await page.locator('#inspector').getByLabel('Model').selectOption('runway/gen4.5')
}

async function addMara(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Look' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('mara')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const words = page.getByRole('textbox', { name: 'Words for {{character.mara}}' })
  await words.fill('Mara in a red coat')
  await words.press('Enter')
  await expect(words).toHaveValue('Mara in a red coat')
}

const prompts = ({ library }: MadeStudio): string[] =>
  library.db.all<{ prompt: string }>('SELECT prompt FROM shot ORDER BY position').map(({ prompt }) => prompt)

test('W10 what is sent is put together and counted while typing, and a text too long says what would help', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  const inspector = page.locator('#inspector')
  await chooseGen45(page, made)
  await page.getByRole('grid').focus()
  await typePrompt(page, 'a red door')
  await expect(inspector.locator('[data-piece=text]')).toContainText(/^a red door\. .*Style: /)
  await expect(inspector.locator('[data-length=text]')).toContainText('of 1,000 characters')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(` ${'long '.repeat(200)}`)
  // Not kept yet: the cell is still typed in.
  await expect(inspector.getByText(/more than the 1000 this model takes/)).toBeVisible()
  await expect(inspector.locator('mark').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector.getByText(/more than the 1000/)).toHaveCount(0)
  await typePrompt(page, 'a {red|blue} door for {{mara')
  await expect(inspector.getByText(/This \{ is never closed/).first()).toBeVisible()
})

test('W3 a person has words, is completed while typing, and a new name stands everywhere after one undo-able step', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  const before = prompts(made)[0]
  await addMara(page)
  await page.getByRole('tab', { name: 'Shots' }).click()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('{{ma')
  await expect(page.getByRole('option', { name: '{{character.mara}}' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type(' runs')
  await page.keyboard.press('Enter')
  await expect.poll(() => prompts(made)[0]).toBe('{{character.mara}} runs')
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('#inspector [data-piece=prompt]')).toContainText('Mara in a red coat runs')
  await page.getByRole('tab', { name: 'Look' }).click()
  await expect(page.getByText('in 1 shot', { exact: true })).toBeVisible()
  const name = page.getByRole('textbox', { name: 'Name of mara' })
  await name.fill('le na')
  await expect(page.getByText('A name is made of letters')).toBeVisible()
  await name.fill('lena')
  await name.press('Enter')
  await expect.poll(() => prompts(made)[0]).toBe('{{character.lena}} runs')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Shots' }).click()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+Z')
  await expect.poll(() => prompts(made)[0]).toBe('{{character.mara}} runs')
  await page.keyboard.press('Control+Z')
  await expect.poll(() => prompts(made)[0]).toBe(before)
})

test('W14 a passage goes into both prompts, a new order breaks it in sight, and one press leads it on', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  const inspector = page.locator('#inspector')
  await inspector.getByRole('textbox', { name: 'How this shot goes out' }).fill('')
  await page.keyboard.press('Enter')
  await inspector.getByRole('textbox', { name: 'Through' }).fill('the bubble gum')
  await page.keyboard.press('Enter')
  await inspector.getByLabel('Kind').selectOption('into')
  await expect(inspector.locator('[data-piece=prompt]')).toContainText('the camera flies into the bubble gum')
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await expect(inspector.locator('[data-piece=prompt]')).toContainText('the camera flies out of the bubble gum')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText('3 passages lead to shots that do not follow any more: out of 1, 2, 3.')).toBeVisible()
  await expect(page.getByRole('grid').getByRole('img', { name: /It leads into shot 3/ })).toBeVisible()
  await page.getByRole('button', { name: 'Lead on to the next shots' }).click()
  await expect(page.getByText('passages lead to shots')).toHaveCount(0)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowUp')
  await expect(inspector.locator('[data-piece=prompt]')).toContainText('the camera flies out of the bubble gum')
})

test('W11 what a model is sent is put together otherwise, and as it came again', async ({ page, made }) => {
  await openTable(page, made)
  await chooseGen45(page, made)
  await page.getByRole('tab', { name: 'Look' }).click()
  const template = page.getByRole('textbox', { name: /^How prompts for Gen-4\.5/ })
  await template.fill('{look}')
  await expect(page.getByText(/Without \{prompt\} in it/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep', exact: true })).toBeDisabled()
  await template.fill('Film: {prompt}')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByText('your own', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Shots' }).click()
  await expect(page.locator('#inspector [data-piece=text]')).toContainText(/^Film: /)
  await page.getByRole('tab', { name: 'Look' }).click()
  await page.getByRole('button', { name: 'Back to how it comes' }).click()
  await expect(page.getByText('as it comes', { exact: true })).toBeVisible()
})

test('the look tab with people in it is accessible', async ({ page, made }) => {
  await openTable(page, made)
  await addMara(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
