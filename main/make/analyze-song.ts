import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '#main/host.ts'
import { openLibrary } from '#main/library/library.ts'
import type { StoredAnalysis } from '#main/song/store.ts'
import { ffmpegFinder } from './ffmpeg-finder.ts'
import { listenTo, type ListenOptions } from './listen-to.ts'

/**
 * What is heard in a song, without making or changing a library: one that is there is only asked for an earlier analysis.
 * Stands beside the studio rather than in it, so that a short command need not load all of it.
 */
export async function analyzeSong(
  options: ListenOptions & { readonly path: string; readonly libraryDir: string; readonly host: Host },
): Promise<StoredAnalysis> {
  const { path, libraryDir, host } = options
  const hasLibrary = existsSync(join(libraryDir, 'library.db'))
  const library = hasLibrary ? openLibrary(libraryDir, { log: host.log, readOnly: true }) : null
  try {
    return (await listenTo({ db: library?.db ?? null, ffmpeg: ffmpegFinder(host) }, path, options)).heard
  } finally {
    library?.close()
  }
}
