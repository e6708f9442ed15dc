import { expect, type Locator, type Page } from 'playwright/test'
import type { Library } from '#main/library/library.ts'

async function openServices(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('services')
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Services')
  await page.keyboard.press('Enter')
  return page.getByRole('region', { name: 'Services' })
}

/** Gives the key, where one is wanted, and tests the service. */
export async function makeReady(page: Page, title: string, keyName: string | null): Promise<void> {
  const services = await openServices(page)
  const row = services.getByRole('button', { name: new RegExp(`^${title.replace('.', '\\.')}`) })
  await row.click()
  if (keyName !== null) {
    await services.getByLabel(keyName, { exact: true }).fill('test-key')
    await page.keyboard.press('Enter')
    await expect(services.getByRole('button', { name: 'Remove key' })).toBeVisible()
  }
  await services.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(services.getByText('It works.')).toBeVisible()
  await expect(row).toContainText('Ready')
  await page.keyboard.press('Escape')
  await expect(services).toHaveCount(0)
}

/** Asks for one take of the shot in that row, at the price that is shown; the first time a cap is set there. */
export async function askFor(page: Page, row: number, price: RegExp): Promise<void> {
  await page.keyboard.press('Control+3')
  await page.getByRole('grid', { name: 'Takes by shot' }).focus()
  await page.keyboard.press('Control+Home')
  for (let step = 0; step < row; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Enter')
  const sheet = page.getByRole('dialog', { name: 'Make takes' })
  await expect(sheet.getByRole('radio', { name: `Shot ${row + 1}`, exact: true })).toBeChecked()
  await expect(sheet.getByRole('region', { name: 'Price' })).toContainText(price)
  const isWithoutCap = sheet.getByText('No cap yet: nothing paid goes out')
  if (await isWithoutCap.isVisible()) {
    const cap = sheet.getByRole('textbox', { name: 'Cap of this project' })
    await cap.fill('50')
    await cap.press('Enter')
    await expect(isWithoutCap).toHaveCount(0)
  }
  await expect(sheet.getByRole('button', { name: 'Make 1 take' })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expect(sheet).toBeHidden()
}

/** What was asked of a service, oldest first. */
export const requestsOf = ({ db }: Library, id: string) =>
  db.all<{ state: string; takeId: string; why: string | null }>(
    'SELECT state, take_id AS takeId, failure_message AS why FROM request WHERE provider = ? ORDER BY created_at_ms, id',
    [id],
  )
