import { chromium, type Page } from 'playwright'
import config from '../../playwright.config.ts'
import { showStudio } from '../../support/shown-studio.ts'
import { seedProject, WORKED_IN } from '../seed.ts'
import { expect, test } from './app.ts'

/** Gives a project another title, as a hand does. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${from}` }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const title = page.getByRole('dialog').getByLabel('Title')
  await title.fill(to)
  await title.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('a desktop and a browser on one library stay in step', async ({ desktop }) => {
  seedProject(desktop.library, WORKED_IN.at(-1)!)
  const app = await desktop.launch()
  const inApp = await app.firstWindow()
  const shown = await showStudio(desktop.libraryDir)
  const browser = await chromium.launch(config.use?.launchOptions)
  try {
    const inBrowser = await browser.newPage()
    await inBrowser.goto(shown.server.url)
    await expect(inBrowser.getByRole('heading', { name: 'No song yet here' })).toBeVisible()
    await rename(inBrowser, 'No song yet here', 'Named in the browser')
    await expect(inApp.getByRole('heading', { name: 'Named in the browser' })).toBeVisible()
    await rename(inApp, 'Named in the browser', 'Named on the desktop')
    await expect(inBrowser.getByRole('heading', { name: 'Named on the desktop' })).toBeVisible()
  } finally {
    await browser.close()
    await shown.close()
  }
})
