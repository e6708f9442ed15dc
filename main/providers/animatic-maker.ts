import { availableParallelism } from 'node:os'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { createAnimaticProvider } from './animatic-provider.ts'
import { createClipPool } from './animatic/clip-pool.ts'
import type { Provider } from './port.ts'

/** The animatic provider, drawing in as many workers as there are cores. Its workers end with `dispose`. */
export function createAnimaticMaker(library: Pick<Library, 'incomingDir' | 'workDir'>, ffmpeg: FfmpegProgram): Provider {
  const concurrency = availableParallelism()
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
