import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from 'playwright/test'
import { openLibrary } from '#main/library/library.ts'
import type { ProjectId } from '#model/ids.ts'
import { showStudio } from '../support/shown-studio.ts'
import { seedOutbox, type SeededOutbox } from './outbox-seed.ts'
import { seedProject } from './seed.ts'
import type { ServedStudio } from './studio.ts'

/** A studio that does not work behind its screens, with a request in every state; whether it is on a network is the test's to say. */
export type OutboxStudio = ServedStudio & {
  readonly projectId: ProjectId
  readonly ids: SeededOutbox
  readonly setOnline: (isOnline: boolean) => void
  /** Opens a page of the project, and the outbox over it. */
  readonly openOutbox: (page: Page, workspace?: string) => Promise<void>
}

export const test = base.extend<{ outbox: OutboxStudio }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  outbox: async ({}, use) => {
    const libraryDir = await mkdtemp(join(tmpdir(), 'studio-outbox-'))
    const log: string[] = []
    let isOnline = true
    const network = { isOnline: () => isOnline, onChange: () => () => {} }
    const shown = await showStudio(libraryDir, line => log.push(line), { network })
    const library = openLibrary(libraryDir, { log: () => {} })
    seedProject(library, { title: 'Everything Left On', shotCount: 40 })
    const projectId = library.projects.list()[0]!.id
    const ids = seedOutbox(library, projectId)
    await use({
      ...{ server: shown.server, library, log, projectId, ids },
      setOnline: now => void (isOnline = now),
      async openOutbox(page, workspace = 'takes') {
        await page.goto(shown.server.url)
        await page.goto(`${new URL(shown.server.url).origin}/#/project/${projectId}/${workspace}`)
        await page.getByRole('button', { name: 'Outbox' }).click()
        await page.getByRole('dialog', { name: 'Outbox' }).getByRole('list', { name: 'Requests' }).waitFor()
      },
    })
    library.close()
    await shown.close()
    await rm(libraryDir, { recursive: true })
  },
})

export { expect } from 'playwright/test'
