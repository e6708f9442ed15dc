import type { Host } from '#main/host.ts'
import type { StoredAnalysis } from '#main/song/store.ts'
import { ffmpegFinder } from './ffmpeg-finder.ts'
import { listenTo, type ListenOptions } from './listen-to.ts'
import { lookIntoLibrary } from './look-into-library.ts'

/**
 * What is heard in a song, without making or changing a library: one that is there is only asked for an earlier analysis.
 * Stands beside the studio rather than in it, so that a short command need not load all of it.
 */
export function analyzeSong(
  options: ListenOptions & { readonly path: string; readonly libraryDir: string; readonly host: Host },
): Promise<StoredAnalysis> {
  const { path, libraryDir, host } = options
  return lookIntoLibrary(libraryDir, host, async db => {
    const { heard } = await listenTo({ db, ffmpeg: ffmpegFinder(host) }, path, options)
    return heard
  })
}
