import { availableParallelism } from 'node:os'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { createAnimaticProvider } from './animatic-provider.ts'
import { createClipPool } from './animatic/clip-pool.ts'
import type { Provider } from './port.ts'

/** Each thread holds some 50 MB: with four of them the program stays within the 400 MB it may need on any machine. */
const MOST_THREADS = 4

/** The animatic provider, drawing in a worker for each core. Its workers end with `dispose`. */
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
