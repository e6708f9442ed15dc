import type { Library } from '#main/library/library.ts'
import { isWhole } from '#main/library/media-store.ts'
import type { MakeContext } from '#main/make/context.ts'
import { songOf } from '#main/make/song-of.ts'
import { listShotsEver } from '#main/treatment/shot-store.ts'
import { LOOKED_AT, lookForFlashing } from '#main/render/look-for-flashing.ts'
import type { Check, CheckedMedia, CheckFacts } from '#model/checks/check.ts'
import { checkFilm, checkFlashing } from '#model/checks/check-film.ts'
import { MOST_PLACES, type FilmCheck, type FlashingCheck } from '#model/contract/renders-contract.ts'
import type { MediaId, TakeId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { renderSize } from '#model/render-presets.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Judgement } from '#model/take.ts'
import { songIn } from '../song/effective-song.ts'

/** Looks a cut through, with the library as it is now. */
export function checkCut(library: Library, sequence: Sequence): FilmCheck[] {
  const { db } = library
  const { projectId } = sequence
  const judgements = db.all<{ id: TakeId; judgement: Judgement }>(
    'SELECT id, judgement FROM take WHERE project_id = ?',
    [projectId],
  )
  const checks = checkFilm(sequence, {
    ...namesOf(library, sequence),
    judgements: new Map(judgements.map(({ id, judgement }) => [id, judgement])),
    media: new Map(mediaIn(sequence).map(id => [id, checkedMedia(library, id)])),
    songId: library.projects.byId(projectId)?.songId ?? null,
  })
  return checks.map(told)
}

/** The same for flashing, for which every picture is looked at; the pictures are kept, so the next time it is quick. */
export async function* checkFlashingOf(
  context: MakeContext,
  sequence: Sequence,
  signal: AbortSignal | undefined,
): AsyncGenerator<FlashingCheck, void, void> {
  const { library } = context
  const request = {
    plan: planRender(sequence, { size: renderSize(LOOKED_AT, sequence) }),
    ffmpeg: await context.ffmpeg(),
    mediaPath: (id: MediaId) => library.media.pathOf(id),
    cacheDir: library.cacheDir,
    // Only where something is not looked at yet: a library that can only be read has none.
    get workDir() {
      return library.workDir
    },
    signal,
  }
  const look = lookForFlashing(request)
  for (;;) {
    const { done, value } = await look.next()
    if (!done) yield { share: value, check: null }
    else return yield { share: 1, check: told(checkFlashing(sequence, value, namesOf(library, sequence))) }
  }
}

function told(check: Check): FilmCheck {
  return { ...check, places: check.places.slice(0, MOST_PLACES), count: check.places.length }
}

/** What shots and beats are called. */
function namesOf(library: Library, sequence: Sequence): Pick<CheckFacts, 'shotNumbers' | 'beats' | 'downbeats'> {
  const { db } = library
  const songId = songOf(sequence)
  const song = songId ? songIn(db, sequence.projectId, songId)?.analysis : undefined
  return {
    shotNumbers: new Map(listShotsEver(db, sequence.projectId).map(({ id, position }) => [id, position + 1])),
    beats: song?.beats ?? [],
    downbeats: song?.downbeats ?? [],
  }
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
