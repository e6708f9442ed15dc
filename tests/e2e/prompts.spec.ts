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

test('W1 names are offered while the caret stands in one, which is then the chosen one', async ({ page, made }) => {
  await openTable(page, made)
  await addMara(page)
  await page.getByRole('tab', { name: 'Shots' }).click()
  const through = page.locator('#inspector').getByRole('textbox', { name: 'Through' })
  const offered = page.getByRole('option', { name: '{{character.mara}}' })
  await through.fill('the gum of {{ma')
  await expect(offered).toBeVisible()
  await page.keyboard.press('Home')
  await expect(offered).toHaveCount(0)
  await through.fill('{{mra}} waves')
  await page.keyboard.press('Home')
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('a')
  await expect(offered).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(through).toHaveValue('{{character.mara}} waves')
  await page.keyboard.press('End')
  await page.keyboard.type(' {{')
  await expect(offered).toBeVisible()
  await page.getByRole('heading', { name: 'Passage out' }).click()
  await expect(offered).toHaveCount(0)
})

test('W2 words that do not resolve are told above the shots, and shown beside the first of them', async ({
  page,
  made,
}) => {
  await openTable(page, made)
  await page.keyboard.press('ArrowDown')
  await typePrompt(page, 'a road of {{character.marra}}')
  const told = page.getByText('Something is not right yet in what would be sent of shot 2.')
  await expect(told).toBeVisible()
  await expect(page.getByRole('grid').getByRole('img', { name: /^Something is not right/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Story' }).click()
  await page.getByRole('button', { name: 'Show shot 2' }).click()
  await expect(page.locator('#inspector').getByText('There is no {{character.marra}}.')).toBeVisible()
  await addMara(page)
  await page.getByRole('textbox', { name: 'Name of mara' }).fill('marra')
  await page.keyboard.press('Enter')
  await expect(told).toHaveCount(0)
})

/** What is asked of the studio by this name waits until it is let through. */
async function holdBack(page: Page, method: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.routeWebSocket(/\/rpc$/, socket => {
    const studio = socket.connectToServer()
    socket.onMessage(async message => {
      if (message.toString().includes(`/treatment/${method}`)) await promise
      studio.send(message)
    })
  })
  return resolve
}

test('W13 both sides of a passage are kept, however late the first is heard of', async ({ page, made }) => {
  const letThrough = await holdBack(page, 'setPassage')
  await openTable(page, made)
  const inspector = page.locator('#inspector')
  const out = inspector.getByRole('textbox', { name: 'How this shot goes out' })
  await out.fill('it pops')
  await page.keyboard.press('Tab')
  await expect(out).toHaveValue('it pops')
  await inspector.getByRole('textbox', { name: 'How the next one comes in' }).fill('out onto the pitch')
  await page.keyboard.press('Enter')
  letThrough()
  const passage = (): string | undefined =>
    made.library.db.get<{ passage: string }>('SELECT passage FROM shot ORDER BY position')?.passage
  await expect.poll(passage).toBe('it pops > out onto the pitch')
})

test('a name that is typed while the one before is still being added stays', async ({ page, made }) => {
  const letThrough = await holdBack(page, 'addVariable')
  await openTable(page, made)
  await page.getByRole('tab', { name: 'Look' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('mara')
  await page.keyboard.press('Enter')
  await name.fill('lena')
  letThrough()
  await expect(page.getByRole('textbox', { name: 'Words for {{character.mara}}' })).toBeVisible()
  await expect(name).toHaveValue('lena')
  await name.fill('Mara')
  await expect(page.getByText('There is a {{character.Mara}} already.')).toBeVisible()
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

test('W11 what is typed into a template while it is being kept stays', async ({ page, made }) => {
  const letThrough = await holdBack(page, 'setTemplate')
  await openTable(page, made)
  await chooseGen45(page, made)
  await page.getByRole('tab', { name: 'Look' }).click()
  const template = page.getByRole('textbox', { name: /^How prompts for Gen-4\.5/ })
  await template.fill('Film: {prompt}')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await template.fill('Film: {prompt}. {look}')
  letThrough()
  await expect(page.getByText('your own', { exact: true })).toBeVisible()
  await expect(template).toHaveValue('Film: {prompt}. {look}')
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
