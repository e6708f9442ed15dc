import type { MediaId } from '#model/ids.ts'
import type { SongAnalysis } from '#model/song.ts'
import { isWhole } from '#main/library/media-store.ts'
import { saveAnalysis, saveTags } from '#main/song/store.ts'
import { readSongTags } from '#main/song/tags.ts'
import type { MakeContext } from './context.ts'
import { listenTo, type ListenOptions } from './listen-to.ts'
import type { StageCount } from './stage-clock.ts'

export type HeardSong = StageCount & {
  readonly songId: MediaId
  readonly analysis: SongAnalysis
  readonly warnings: readonly string[]
}

/** Takes a song into the library with all that is heard in it. A song that cannot be heard leaves nothing behind. */
export async function takeInSong(
  context: MakeContext,
  path: string,
  options: ListenOptions & { readonly isLinked: boolean },
): Promise<HeardSong> {
  const { library } = context
  const { songId, heard, isNew } = await listenTo({ db: library.db, ffmpeg: context.ffmpeg }, path, options)
  const { analysis, warnings } = heard
  const known = library.media.byId(songId)
  if (!isNew && known && isWhole(known)) return { songId, analysis, warnings, made: 0, reused: 1 }
  const { tags, cover } = await readSongTags(path)
  const staged = await library.media.stageFile(path, 'song', { link: options.isLinked })
  library.db.transaction(() => {
    const id = library.media.settle(staged)
    saveAnalysis(library.db, id, heard)
    saveTags(library.db, id, tags, cover)
  })
  return { songId: staged.id, analysis, warnings, made: 1, reused: 0 }
}
