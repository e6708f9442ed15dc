import type { Page } from 'playwright/test'
import type { MadeStudio } from './made-studio.ts'

/** Opens one workspace of the made project in a page that has not been to the studio yet. */
export async function openWorkspace(page: Page, made: MadeStudio, workspace: string): Promise<void> {
  await page.goto(made.server.url)
  await page.goto(`${new URL(made.server.url).origin}/#/project/${made.projectId}/${workspace}`)
}
