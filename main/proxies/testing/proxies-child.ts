import type { MediaId } from '#model/ids.ts'
import { openLibrary } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { createProxies } from '../proxies.ts'

/** A process of its own that makes the proxy of a take, for the test that kills it. Prints a line when it begins. */
const [libraryDir = '', mediaId = ''] = process.argv.slice(2)

const library = openLibrary(libraryDir, { log: () => {} })
const { ffmpeg } = await findFfmpeg()
const proxies = createProxies({
  library,
  ffmpeg: async () => ffmpeg,
  closing: new AbortController().signal,
  log: () => {},
})
await proxies.wish('proxy', library.media.byId(mediaId as MediaId)!)
process.stdout.write('begun\n')
await proxies.idle()
library.close()
