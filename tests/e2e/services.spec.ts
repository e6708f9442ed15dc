import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { leaveAlone, pauseOf } from '#main/outbox/pauses.ts'
import { listOwnServices } from '#main/services/service-store.ts'
import { seedProject } from './seed.ts'
import { expect, test, type StudioWithServices } from './services-studio.ts'

/** Opens the services by their command, as a person does who only has a keyboard. */
async function openServices(page: Page, { url }: StudioWithServices): Promise<Locator> {
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  const commands = page.getByRole('dialog')
  await commands.getByRole('combobox').fill('services')
  await expect(commands.getByRole('option', { selected: true })).toContainText('Services')
  await page.keyboard.press('Enter')
  const services = page.getByRole('region', { name: 'Services' })
  await expect(services.getByRole('button', { name: /^Runway/ })).toBeVisible()
  return services
}

async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate(name => document.documentElement.setAttribute('data-theme', name), theme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([])
  }
}

// Colours that are on their way from one theme to the next belong to neither.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('V3 a key is given by the keyboard alone, tested, refused, replaced and removed, and is never seen', async ({
  page,
  served,
}) => {
  served.leadTo('replicate', 'replicate', '/v1')
  const services = await openServices(page, served)
  const row = services.getByRole('button', { name: /^Replicate/ })
  await expect(row).toContainText('Needs a key')
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Tab')
  const field = services.getByLabel('API token')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'off')
  await page.keyboard.type('wrong-key')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('')
  await expect(row).toContainText('Ready')
  await services.getByRole('button', { name: 'Test' }).press('Enter')
  await expect(services.getByText(/^Replicate does not take the key/)).toBeVisible()

  await field.fill('test-key')
  await field.press('Enter')
  await expect(field).toHaveValue('')
  await expect(services.getByText(/^Replicate does not take the key/)).toHaveCount(0)
  await services.getByRole('button', { name: 'Test' }).press('Enter')
  await expect(services.getByText('It works.')).toBeVisible()
  await expectAccessible(page)
  expect(await page.content()).not.toMatch(/test-key|wrong-key/)
  expect(served.log.join('\n')).not.toMatch(/test-key|wrong-key/)

  await services.getByRole('button', { name: 'Remove key' }).press('Enter')
  await expect(row).toContainText('Needs a key')
  await expect(services.getByRole('button', { name: 'Remove key' })).toHaveCount(0)
})

test('V16 a key that was given for another address says so, and is given again or removed', async ({
  page,
  served,
}) => {
  served.leadTo('replicate', 'replicate', '/v1')
  const services = await openServices(page, served)
  const row = services.getByRole('button', { name: /^Replicate/ })
  await row.click()
  const field = services.getByLabel('API token')
  await field.fill('test-key')
  await field.press('Enter')
  await expect(row).toContainText('Ready')

  // As a library from somebody else may have it.
  served.leadTo('replicate', 'replicate', '/v1', 'localhost')
  await expect(row).toContainText('Needs a key')
  const said = services
    .getByRole('alert')
    .filter({ hasText: /^The key was given for http:\/\/127\.0\.0\.1:\d+; give it/ })
  await expect(said).toContainText(/give it again for its new address, http:\/\/localhost:\d+\.$/)
  await expectAccessible(page)
  await services.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(services.getByText(/^The key was given for/)).toHaveCount(2)
  expect(served.services.books.requests).toEqual([])

  await field.fill('test-key')
  await field.press('Enter')
  await expect(row).toContainText('Ready')
  await expect(said).toHaveCount(0)
  served.leadTo('replicate', 'replicate', '/v1')
  await expect(row).toContainText('Needs a key')
  await services.getByRole('button', { name: 'Remove key' }).click()
  await expect(services.getByRole('alert')).toHaveCount(0)
  await expect(services.getByRole('button', { name: 'Remove key' })).toHaveCount(0)
})

test('what is no key is refused in a sentence that does not repeat it', async ({ page, served }) => {
  const services = await openServices(page, served)
  await services.getByRole('button', { name: /^Runway/ }).click()
  await services.getByLabel('API key').fill('two words')
  await services.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toContainText('That is no API key of Runway')
  await expect(services.getByLabel('API key')).toHaveValue('')
  await expect(page.getByText('two words')).toHaveCount(0)
})

test('V4 a service in trouble says why, and is tried again at once by hand', async ({ page, served }) => {
  const { db } = served.library
  leaveAlone(db, 'comfyui', { kind: 'down', message: 'ComfyUI answers with errors of its own.' }, Date.now())
  const services = await openServices(page, served)
  const row = services.getByRole('button', { name: /^ComfyUI/ })
  await expect(row).toContainText('Trouble')
  await row.click()
  await expect(services.getByText('ComfyUI answers with errors of its own.')).toBeVisible()
  await expect(services.getByText(/It is tried again by itself at/)).toBeVisible()
  await services.getByRole('button', { name: 'Try now' }).click()
  await expect(row).toContainText('Not tried yet')
  expect(pauseOf(db, 'comfyui')?.untilMs).toBeLessThanOrEqual(Date.now())
})

test('without a connection the list is there, and a test says that it cannot be made now', async ({ page, served }) => {
  served.setOnline(false)
  const services = await openServices(page, served)
  await services.getByRole('button', { name: /^Runway/ }).click()
  await services.getByRole('button', { name: 'Test' }).click()
  await expect(services.getByText(/on no network, so Runway cannot be asked now/)).toBeVisible()
  await services.getByRole('button', { name: /^Google Gemini/ }).click()
  await expect(services.getByText('Shut down on 30 Jun 2026').first()).toBeVisible()
})

test('V5 a server of one’s own is added, changed and removed', async ({ page, served }) => {
  const services = await openServices(page, served)
  await services.getByRole('button', { name: 'Add a server…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a server' })
  await dialog.getByRole('combobox', { name: /^Kind/ }).selectOption({ label: 'Video server with OpenAI’s addresses' })
  await dialog.getByLabel('Name', { exact: true }).fill('My GPU')
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://me:secret@gpu')
  await dialog.getByLabel('Name at the server').fill('wan2.2')
  await dialog.getByLabel('Sizes').fill('832 by 480')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The sizes of “wan2.2” are not as')
  await dialog.getByLabel('Sizes').fill('832x480')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('That is no address of a server.')
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Address' }).fill(`${served.services.url('openai-videos')}/v1`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)

  const row = services.getByRole('button', { name: /^My GPU/ })
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(services.getByText('5 s, free')).toBeVisible()
  await services.getByLabel('Key', { exact: true }).fill('test-key')
  await services.getByRole('button', { name: 'Save' }).click()
  await services.getByRole('button', { name: 'Test' }).click()
  await expect(services.getByText('It works.')).toBeVisible()

  await services.getByRole('button', { name: 'Change…' }).click()
  const change = page.getByRole('dialog', { name: 'Change My GPU' })
  await expect(change.getByLabel('Sizes')).toHaveValue('832x480')
  await change.getByLabel('Lengths in seconds').fill('3, 5')
  await change.getByRole('switch', { name: 'Its clips cost money' }).click()
  await expect(change.getByRole('switch', { name: /^Reads seed/ })).not.toBeChecked()
  await change.getByRole('button', { name: 'Save' }).click()
  await expect(services.getByText('3, 5 s, price not known before')).toBeVisible()

  await services.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('dialog', { name: 'Remove My GPU?' }).getByRole('button', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
  expect(listOwnServices(served.library.db)).toEqual([])
})

test('V7 a workflow of one’s own is taken in, what it is fed with is picked, and it is removed', async ({
  page,
  served,
}) => {
  served.leadTo('comfyui', 'comfyui', '')
  const { graph } = JSON.parse(readFileSync('resources/workflows/wan22-5b-ti2v.json', 'utf8')) as { graph: object }
  writeFileSync(join(served.dir, 'my-wan.json'), JSON.stringify(graph))
  const services = await openServices(page, served)
  await services.getByRole('button', { name: /^ComfyUI/ }).click()
  await services.getByRole('button', { name: 'Add a workflow…' }).click()
  const picker = page.getByRole('dialog', { name: 'Choose a workflow' })
  await picker.getByLabel('Folder', { exact: true }).fill(served.dir)
  await picker.getByLabel('Folder', { exact: true }).press('Enter')
  await picker.getByRole('option', { name: /my-wan/ }).dblclick()
  const dialog = page.getByRole('dialog', { name: 'Add a workflow' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('my-wan')
  await expect(dialog.getByRole('combobox', { name: /^Prompt/ }).locator('option:checked')).toHaveText(
    'Prompt, text: empty',
  )
  await expect(dialog.getByRole('combobox', { name: /^First picture/ }).locator('option:checked')).toHaveText(
    /^First picture, image/,
  )
  await expectAccessible(page)

  await dialog.getByRole('textbox', { name: 'Name' }).fill('My Wan')
  await dialog.getByRole('combobox', { name: /^Prompt/ }).selectOption({ label: 'Choose…' })
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Nothing is picked for the prompt.')
  await dialog.getByRole('combobox', { name: /^Prompt/ }).selectOption({ label: 'Prompt, text: empty' })
  await dialog.getByRole('combobox', { name: /^First picture/ }).selectOption({ label: 'Not used' })
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(services.getByText('Your workflow')).toBeVisible()

  await services.getByRole('button', { name: 'Remove the workflow My Wan' }).click()
  await page.getByRole('dialog', { name: 'Remove My Wan?' }).getByRole('button', { name: 'Remove' }).click()
  await expect(services.getByText('Your workflow')).toHaveCount(0)
})

test('V2 a model that cannot be used stays chosen with the reason, which leads to its service', async ({
  page,
  served,
}) => {
  const { library } = served
  seedProject(library, { title: 'Slow Water', shotCount: 2 })
  const { id } = library.projects.byTitle('Slow Water')!
  library.db.run(`UPDATE project SET model = 'runway/gen4.5' WHERE id = ?`, [id])
  await page.goto(served.url)
  await page.goto(`${new URL(served.url).origin}/#/project/${id}/treatment`)
  await page.getByRole('tab', { name: 'Look' }).click()
  const model = page.getByRole('combobox', { name: 'Model of the film' })
  await expect(model.locator('option:checked')).toHaveText('Gen-4.5 (Runway) – cannot be used now')
  await expect(model.locator('option', { hasText: 'Veo 3.1 (Runway)' })).toHaveCount(0)
  await expect(page.getByText('Runway needs a key.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Services…' }).press('Enter')
  const row = page.getByRole('button', { name: /^Runway/ })
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(row).toBeFocused()
  await page.getByLabel('API key').fill('a-key')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(row).toContainText('Ready')
  await page.keyboard.press('Escape')
  await expect(model.locator('option:checked')).toHaveText('Gen-4.5 (Runway)')
  await expect(model.locator('option', { hasText: 'Veo 3.1 (Runway)' })).toHaveCount(1)
})
