import { availableParallelism } from 'node:os'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { createAnimaticProvider } from './animatic-provider.ts'
import { createClipPool } from './animatic/clip-pool.ts'
import type { Provider } from './port.ts'

/** No process may need more than 400 MB. At 1080p two threads brought it to 290, three to 345, four to 440. */
const MOST_THREADS = 3

/** The animatic provider, drawing in a worker for each core, up to a few. Its workers end with `dispose`. */
export function createAnimaticMaker(
  library: Pick<Library, 'incomingDir' | 'workDir'>,
  ffmpeg: FfmpegProgram,
): Provider {
  const concurrency = Math.min(availableParallelism(), MOST_THREADS)
  const pool = createClipPool(ffmpeg, concurrency)
  const provider = createAnimaticProvider({ library, drawClip: (clip, to) => pool.draw(clip, to), concurrency })
  return {
    ...provider,
    async dispose() {
      await provider.dispose()
      await pool.close()
    },
  }
}
