import type { Library } from '#main/library/library.ts'
import { isWhole } from '#main/library/media-store.ts'
import { songOf } from '#main/make/song-of.ts'
import { listShotsEver } from '#main/treatment/shot-store.ts'
import type { CheckedMedia } from '#model/checks/check.ts'
import { checkFilm } from '#model/checks/check-film.ts'
import { MOST_PLACES, type FilmCheck } from '#model/contract/renders-contract.ts'
import type { MediaId, TakeId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Judgement } from '#model/take.ts'
import { songIn } from '../song/effective-song.ts'

/** Looks a cut through, with the library as it is now. */
export function checkCut(library: Library, sequence: Sequence): FilmCheck[] {
  const { db } = library
  const { projectId } = sequence
  const songId = songOf(sequence)
  const song = songId ? songIn(db, projectId, songId)?.analysis : undefined
  const judgements = db.all<{ id: TakeId; judgement: Judgement }>(
    'SELECT id, judgement FROM take WHERE project_id = ?',
    [projectId],
  )
  const checks = checkFilm(sequence, {
    judgements: new Map(judgements.map(({ id, judgement }) => [id, judgement])),
    shotNumbers: new Map(listShotsEver(db, projectId).map(({ id, position }) => [id, position + 1])),
    media: new Map(mediaIn(sequence).map(id => [id, checkedMedia(library, id)])),
    beats: song?.beats ?? [],
    downbeats: song?.downbeats ?? [],
    songId: library.projects.byId(projectId)?.songId ?? null,
  })
  return checks.map(check => ({
    ...check,
    places: check.places.slice(0, MOST_PLACES),
    count: check.places.length,
  }))
}

function mediaIn({ tracks }: Sequence): MediaId[] {
  const ids = tracks
    .flatMap(({ items }) => items)
    .flatMap(item => (item.kind === 'clip' && item.source.kind !== 'missing' ? [item.source.mediaId] : []))
  return [...new Set(ids)]
}

function checkedMedia({ media }: Library, id: MediaId): CheckedMedia {
  const found = media.byId(id)
  if (!found) return { isThere: false, width: null, height: null, durationTicks: null }
  const { width, height, durationTicks } = found.facts ?? { width: null, height: null, durationTicks: null }
  return { isThere: isWhole(found), width, height, durationTicks }
}
