import type { Browser, Page } from 'playwright'
import { openBrowser } from '../../../scripts/open-browser.ts'
import type { FilmStage } from './film-stage.ts'

/** Opens the stage in a browser without a window, drawn by the processor alone, that may sound without being touched. */
export async function openStagePage(stage: FilmStage): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(stage.url)
  return { browser, page }
}
