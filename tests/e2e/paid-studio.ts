import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveOwnService } from '#main/services/service-store.ts'
import type { MediaId } from '#model/ids.ts'
import type { ModelEntry, ServiceEntry } from '#model/catalogue.ts'
import { someModel } from '../integration/providers/some-model.ts'
import { startServices, type Services } from '../services/services.ts'
import { test as base, type MadeStudio } from './made-studio.ts'

export const PAID_MODEL = 'cloud-video'

/** The made film, whose shots are asked of a service that costs ten cents a second. */
export type PaidStudio = MadeStudio & {
  /** The stand-in for the service, with its books. */
  readonly services: Services
  /** Takes the key of the service away. */
  readonly forgetKey: () => void
  /** Says what the service and its model are from now on. */
  readonly serve: (changed?: { entry?: Partial<ServiceEntry>; model?: Partial<ModelEntry> }) => void
}

export const test = base.extend<{ paid: PaidStudio; home: string }>({
  /** Where files are saved unless somebody chooses otherwise. */
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  home: async ({}, use) => {
    const before = process.env['HOME']
    const home = await mkdtemp(join(tmpdir(), 'studio-home-'))
    process.env['HOME'] = home
    await use(home)
    if (before === undefined) delete process.env['HOME']
    else process.env['HOME'] = before
    await rm(home, { recursive: true })
  },

  paid: async ({ made }, use) => {
    const { library, projectId } = made
    const { id } = library.db.get<{ id: MediaId }>('SELECT media_id AS id FROM take WHERE media_id IS NOT NULL')!
    const clip = readFileSync(library.media.pathOf(id))
    const services = await startServices({ clip: () => clip })
    services.settings['openai-videos'].pace = { polls: 0 }
    const serve: PaidStudio['serve'] = ({ entry = {}, model = {} } = {}) =>
      saveOwnService(library.db, {
        entry: {
          ...{ id: 'cloud', family: 'openai-videos', title: 'Cloud Films' },
          baseUrl: `${services.url('openai-videos')}/v1`,
          key: { name: 'Key', page: null, isOptional: false },
          limits: { inFlight: 4, perMinute: null },
          ...entry,
        },
        models: [
          someModel({
            ...{ id: PAID_MODEL, provider: 'cloud', title: 'Cloud Video', wireName: 'wan2.2' },
            lengths: { kind: 'listed', seconds: [4, 8] },
            price: { kind: 'per-second', microUsd: 100_000 },
            wire: { extendedFields: true },
            ...model,
          }),
        ],
      })
    serve()
    made.studio.services.setKey('cloud', 'test-key')
    library.db.run('UPDATE project SET model = ? WHERE id = ?', [PAID_MODEL, projectId])
    await use({ ...made, services, serve, forgetKey: () => made.studio.services.removeKey('cloud') })
    await services.close()
  },
})

export { expect } from 'playwright/test'
