import { fileURLToPath } from 'node:url'
import { acquireLease } from '#main/library/lease.ts'
import { openLibrary } from '#main/library/library.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { FFMPEG } from '#main/outbox/testing/outbox-world.ts'
import { FAMILY_PROVIDERS } from '#main/providers/families.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import { listOwnServices } from '#main/services/service-store.ts'
import type { Workflow } from '#model/workflow.ts'
import { hurriedClock } from '../../integration/providers/hurried-clock.ts'

/** A process of its own that settles what is asked of a library's own services, for the tests that kill it. Prints a line when it begins. */
const WORKFLOWS = fileURLToPath(new URL('../../../resources/workflows', import.meta.url))
const [libraryDir = '', keyPath = ''] = process.argv.slice(2)

const library = openLibrary(libraryDir, { log: () => {} })
const keys = createKeyFile(keyPath)
const providers = listOwnServices(library.db).map(({ entry, models }) => {
  const create = FAMILY_PROVIDERS[entry.family]!
  const { fetch } = createGuardedFetch(entry.baseUrl!)
  const key = (): Promise<string | null> => Promise.resolve(keys.keyOf(entry))
  const workflow = (name: string): Workflow => loadWorkflow([WORKFLOWS], name)
  return create({ service: entry, models, key, fetch, workflow, pollEveryMs: 20 })
})
const lease = await acquireLease(library.db)
process.stdout.write('begun\n')
const { signal } = new AbortController()
await runOutbox({ library, lease, ffmpeg: FFMPEG, providers, signal, clock: hurriedClock() })
lease.release()
library.close()
process.exit(0)
