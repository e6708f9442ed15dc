import type { WritableDb } from '#main/db/open.ts'
import type { ShotId } from '#model/ids.ts'
import type { FrameRange } from '#model/time.ts'

/** Puts shots into other places, or out of any; what was asked for them stays. */
export function movePlaces(db: WritableDb, places: ReadonlyMap<ShotId, FrameRange | null>): void {
  db.transaction(() => {
    for (const [id, place] of places) {
      db.run('UPDATE shot SET start_frame = ?, end_frame = ? WHERE id = ?', [
        place?.startFrame ?? null,
        place?.endFrame ?? null,
        id,
      ])
    }
  })
}
