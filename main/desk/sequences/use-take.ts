import { lengthsOf, listSources } from '#main/sequence/sources.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { listTakes } from '#main/takes/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { applyEdits, type Edit } from '#model/edit/apply.ts'
import { clipOfTake } from '#model/edit/clip-of-take.ts'
import { cellsOf } from '#model/edit/cells.ts'
import { PICTURE_TRACK, trackNamed } from '#model/edit/on-track.ts'
import { StudioError } from '#model/errors.ts'
import type { ItemId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { framesIn } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { changeCut } from './edit-cut.ts'

type TakeUse = { readonly projectId: ProjectId; readonly takeId: TakeId; readonly shotId: ShotId }

/**
 * Shows a take in the newest version of the cut: in its shot's clip, or where the shot has none at the shot's place. One gesture
 * of that version. Returns which one, and the frame it is seen from.
 * @throws StudioError sequence/none | take/unknown | sequence/no-plan | edit/refused
 */
export function useTake(
  context: DeskContext,
  { projectId, takeId, shotId }: TakeUse,
): { sequenceId: SequenceId; frame: number } {
  const { db } = context.library
  return db.transaction(() => {
    const stored = latestSequence(db, projectId)
    if (!stored) throw new StudioError('sequence/none', 'There is no cut yet. Assemble one in Edit first.')
    const take = listTakes(db, projectId).find(listed => listed.take.id === takeId)?.take
    const shot = listShots(db, projectId).find(({ id }) => id === shotId)
    if (!take?.media || !shot) throw new StudioError('take/unknown', 'That take has no clip to show, or is gone.')
    const source = { kind: 'take', takeId, mediaId: take.media.id } as const
    const { sequence } = stored
    const use = clipOfShot(sequence, shotId)
    const lengths = lengthsOf(listSources(db, projectId))
    if (!use && !shot.place) throw new StudioError('sequence/no-plan', 'That shot has no place in the song yet.')
    const frame = use?.frame ?? shot.place!.startFrame + sequence.film.headFrames
    const edit: Edit = use
      ? { kind: 'replace-take', itemId: use.id, source, shotId }
      : {
          kind: 'overwrite',
          clip: clipOfTake(
            { source, shotId, frameCount: framesIn(shot.place!) },
            { media: lengths, rate: sequence.rate },
          ),
          frame,
          trackName: PICTURE_TRACK,
        }
    changeCut(
      db,
      stored,
      { name: `Use take ${take.number} of shot ${shot.position + 1}` },
      applyEdits(sequence, [edit], lengths),
    )
    return { sequenceId: sequence.id, frame }
  })
}

function clipOfShot(sequence: Sequence, shotId: ShotId): { id: ItemId; frame: number } | undefined {
  let frame = 0
  for (const { item } of cellsOf(trackNamed(sequence, PICTURE_TRACK))) {
    if (item.kind === 'clip' && item.shotId === shotId) return { id: item.id, frame }
    frame += item.frameCount
  }
  return undefined
}
