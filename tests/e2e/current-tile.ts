import type { Locator, Page } from 'playwright/test'

/** What is current is what the grid points to. */
export async function currentTile(page: Page): Promise<Locator> {
  const id = await page.getByRole('grid', { name: 'Takes by shot' }).getAttribute('aria-activedescendant')
  return page.locator(`[id="${id}"]`)
}
