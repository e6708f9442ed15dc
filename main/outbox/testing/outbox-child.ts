import { acquireLease } from '#main/library/lease.ts'
import { openLibrary } from '#main/library/library.ts'
import { createFakeProvider } from './fake-provider.ts'
import { runOutbox } from '../outbox.ts'
import { FFMPEG } from './outbox-world.ts'

/** A process of its own that settles a library's requests, for the tests that kill it. Prints a line for every event. */
const [libraryDir = '', serverDir = '', sampleClip = '', idempotence] = process.argv.slice(2)

const library = openLibrary(libraryDir, { log: () => {} })
const lease = await acquireLease(library.db)
process.stdout.write('begun\n')
await runOutbox({
  library,
  lease,
  ffmpeg: FFMPEG,
  providers: [createFakeProvider({ serverDir, sampleClip, isCreateIdempotent: idempotence === 'idempotent' })],
  signal: new AbortController().signal,
  onEvent: ({ request }) => process.stdout.write(`${request.id} ${request.state}\n`),
})
lease.release()
library.close()
