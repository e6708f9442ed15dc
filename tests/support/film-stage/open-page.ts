import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright'
import type { FilmStage } from './film-stage.ts'

/** Opens the stage in a browser without a window, drawn by the processor alone, that may sound without being touched. */
export async function openStagePage(stage: FilmStage): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const places = JSON.parse(
    readFileSync(new URL('../../../scripts/browser-places.json', import.meta.url), 'utf8'),
  ) as string[]
  const executablePath = process.env['FLYTHROUGH_BROWSER'] ?? places.find(place => existsSync(place))
  if (executablePath === undefined) throw new Error('Install Chromium or Chrome, or set FLYTHROUGH_BROWSER to its path')
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(stage.url)
  return { browser, page }
}
