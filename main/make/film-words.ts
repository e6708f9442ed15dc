import type { Library } from '#main/library/library.ts'
import type { FilmWords } from '#main/render/film-words.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadRepairs } from '#main/song/repair-store.ts'
import { loadAnalysis, loadTags } from '#main/song/store.ts'
import { listCaptions } from '#main/treatment/captions.ts'
import { burnInBars, type BurnInMark } from '#model/burn-in.ts'
import type { MediaId, ShotId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { effectiveAnalysis } from '#model/song-repair/effective-analysis.ts'
import { hasGeneratedTake } from './generated-takes.ts'
import { songOf } from './song-of.ts'

/** What the library says of a cut now: its shots' numbers and prompts, the names of its beats, the song's tags. */
export function filmWords({ db }: Pick<Library, 'db'>, sequence: Sequence): FilmWords {
  const songId = songOf(sequence)
  const tags = songId ? loadTags(db, songId) : undefined
  const shown = shotsIn(sequence)
  return {
    captions: [...listCaptions(db, sequence.projectId)].filter(([id]) => shown.has(id)),
    bars: songId ? barsOf(db, sequence, songId) : [],
    tags: {
      title: tags?.title ?? null,
      artist: tags?.artist ?? null,
      album: tags?.album ?? null,
      isAiGenerated: hasGeneratedTake(db, sequence),
    },
  }
}

function shotsIn({ tracks }: Sequence): ReadonlySet<ShotId> {
  const items = tracks.flatMap(track => track.items)
  return new Set(items.flatMap(item => (item.kind === 'clip' && item.shotId ? [item.shotId] : [])))
}

function barsOf(db: Library['db'], sequence: Sequence, songId: MediaId): BurnInMark[] {
  const heard = loadAnalysis(db, songId, ANALYSER_VERSION)?.analysis
  if (!heard) return []
  const repairs = loadRepairs(db, { projectId: sequence.projectId, songId })
  return burnInBars(effectiveAnalysis(heard, repairs), sequence)
}
