import { openLibrary } from '#main/library/library.ts'
import { acquireLease } from '#main/library/lease.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { releaseWaiting } from '../release-waiting.ts'

// Hands on what waits in the library of the first argument, in a process of its own that may be killed. The second is where the catalogue lies.

const [libraryDir = '', resourcesDir = ''] = process.argv.slice(2)
const library = openLibrary(libraryDir, { log: () => {} })
const { signal } = new AbortController()
const lease = await acquireLease(library.db, { signal })
console.log('begun')
const ffmpeg = async () => (await findFfmpeg()).ffmpeg
await releaseWaiting({ library, catalogue: loadCatalogue(resourcesDir), ffmpeg }, { lease, signal })
lease.release()
library.close()
