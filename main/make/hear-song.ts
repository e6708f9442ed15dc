import { existsSync } from 'node:fs'
import type { MediaId } from '#model/ids.ts'
import type { SongAnalysis } from '#model/song.ts'
import type { Media } from '#main/library/media.ts'
import { hashFile } from '#main/library/files.ts'
import { analyseSong } from '#main/song/analyse-song.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadAnalysis, saveAnalysis, saveTags } from '#main/song/store.ts'
import { readSongTags } from '#main/song/tags.ts'
import type { MakeContext, RunOptions } from './context.ts'
import type { StageCount } from './stage-clock.ts'

export type HeardSong = StageCount & {
  readonly songId: MediaId
  readonly analysis: SongAnalysis
  readonly warnings: readonly string[]
}

type HearOptions = Pick<RunOptions, 'signal' | 'onProgress'>

function hasFile(media: Media | undefined): boolean {
  return media !== undefined && existsSync(media.path)
}

/** What is heard in a song; from the library when this version of the analyser has heard it before. Keeps nothing. */
export async function listenTo(context: MakeContext, path: string, options: HearOptions) {
  const { id } = await hashFile(path)
  const known = loadAnalysis(context.library.db, id, ANALYSER_VERSION)
  if (known) return { songId: id, heard: known, isNew: false }
  const ffmpeg = await context.ffmpeg()
  const heard = await analyseSong(ffmpeg, path, {
    signal: options.signal,
    onProgress: seconds =>
      options.onProgress({
        stage: 'song',
        done: Math.round(seconds),
        total: 0,
        unit: 'seconds heard',
        secondsLeft: null,
      }),
  })
  return { songId: id, heard, isNew: true }
}

/** Takes a song into the library with all that is heard in it. A song that cannot be heard leaves nothing behind. */
export async function takeInSong(
  context: MakeContext,
  path: string,
  options: HearOptions & { readonly isLinked: boolean },
): Promise<HeardSong> {
  const { library } = context
  const { songId, heard, isNew } = await listenTo(context, path, options)
  const { analysis, warnings } = heard
  if (!isNew && hasFile(library.media.byId(songId))) return { songId, analysis, warnings, made: 0, reused: 1 }
  const { tags, cover } = await readSongTags(path)
  const staged = await library.media.stageFile(path, 'song', { link: options.isLinked })
  library.db.transaction(() => {
    const id = library.media.settle(staged)
    saveAnalysis(library.db, id, heard)
    saveTags(library.db, id, tags, cover)
  })
  return { songId: staged.id, analysis, warnings, made: 1, reused: 0 }
}
