import type { ReadableDb } from '#main/db/open.ts'
import { recordRows, type RowSet } from '#main/history/rows.ts'
import { clearReasons, setReason } from '#main/takes/reasons.ts'
import {
  circleTake,
  judgeTake,
  moveTake,
  noteTake,
  rateTake,
  restoreTake,
  seeTake,
  trashTake,
} from '#main/takes/store.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { RejectReason } from '#model/reject-reason.ts'
import type { Judgement } from '#model/take.ts'
import type { DeskContext } from '../desk-context.ts'

type Takes = { readonly projectId: ProjectId; readonly takeIds: readonly TakeId[] }

const JUDGING: Readonly<Record<Judgement, string>> = {
  unseen: 'Clear',
  seen: 'Clear',
  kept: 'Keep',
  rejected: 'Reject',
  circled: 'Circle',
}

/** What a hand does to takes: each is one gesture that can be undone. All throw StudioError take/unknown. */
export function takeGestures({ library }: DeskContext) {
  const { db } = library

  /** `verb` and the takes name the gesture: "Circle take 4 of shot 16". */
  function gesture({ projectId, takeIds }: Takes, verb: string, rows: readonly RowSet[], work: () => void): void {
    db.transaction(() => {
      const name = `${verb} ${namesOf(db, projectId, takeIds)}`
      recordRows(db, { projectId, document: 'takes', name, rows }, work)
    })
  }

  const these = (takeIds: readonly TakeId[]): RowSet => ({ table: 'take', where: { id: takeIds } })
  const reasonsOf = (takeIds: readonly TakeId[]): RowSet => ({ table: 'take_reason', where: { take_id: takeIds } })

  return {
    judge(takes: Takes & { readonly judgement: Judgement }): void {
      const { takeIds, judgement } = takes
      // Circling one takes the circle from another of its shot, or over its seam.
      const rows = judgement === 'circled' ? withSiblings(db, takeIds) : [these(takeIds)]
      gesture(takes, JUDGING[judgement], [...rows, reasonsOf(takeIds)], () => {
        for (const id of takeIds) {
          if (judgement === 'circled') circleTake(db, id)
          else judgeTake(db, id, judgement)
          // What is rejected no more has no reason to be (SPEC K1).
          if (judgement !== 'rejected') clearReasons(db, id)
        }
      })
    },

    /** Null = none. Takes that are not rejected are passed over. */
    setReason(takes: Takes & { readonly reason: RejectReason | null; readonly isGiven: boolean }): void {
      const { takeIds, reason, isGiven } = takes
      gesture(takes, isGiven ? 'Why not' : 'Take a reason from', [reasonsOf(takeIds)], () => {
        for (const id of takeIds) {
          if (reason === null) clearReasons(db, id)
          else setReason(db, id, reason, isGiven)
        }
      })
    },

    /** Having looked is no gesture. */
    see({ projectId, takeIds }: Takes): void {
      db.transaction(() => {
        namesOf(db, projectId, takeIds)
        for (const id of takeIds) seeTake(db, id)
      })
    },

    rate(takes: Takes & { readonly stars: number }): void {
      const { takeIds, stars } = takes
      const verb = stars === 0 ? 'Take the stars from' : `Give ${stars} ${stars === 1 ? 'star' : 'stars'} to`
      gesture(takes, verb, [these(takeIds)], () => {
        for (const id of takeIds) rateTake(db, id, stars)
      })
    },

    note({ projectId, takeId, note }: { projectId: ProjectId; takeId: TakeId; note: string }): void {
      gesture({ projectId, takeIds: [takeId] }, 'Note on', [these([takeId])], () => noteTake(db, takeId, note))
    },

    setShots(takes: Takes & { readonly shotIds: readonly ShotId[] }): void {
      const { projectId, takeIds, shotIds } = takes
      const rows: RowSet[] = [these(takeIds), { table: 'take_shot', where: { take_id: takeIds } }]
      const verb = shotIds.length === 0 ? 'Move to the Board:' : 'Move'
      gesture(takes, verb, rows, () => {
        demandShots(db, projectId, shotIds)
        for (const id of takeIds) moveTake(db, projectId, id, shotIds)
      })
    },

    trash(takes: Takes): void {
      const { takeIds } = takes
      gesture(takes, 'Delete', [these(takeIds)], () => {
        for (const id of takeIds) trashTake(db, id)
      })
    },

    restore(takes: Takes): void {
      const { takeIds } = takes
      gesture(takes, 'Put back', [these(takeIds)], () => {
        for (const id of takeIds) restoreTake(db, id)
      })
    },
  }
}

function withSiblings(db: ReadableDb, takeIds: readonly TakeId[]): RowSet[] {
  const siblings = db.all<{ id: TakeId }>(
    `SELECT other.take_id AS id FROM json_each(@ids) AS wanted
       JOIN take_shot AS own ON own.take_id = wanted.value JOIN take_shot AS other ON other.shot_id = own.shot_id
     UNION SELECT other.id FROM json_each(@ids) AS wanted JOIN take AS own ON own.id = wanted.value
       JOIN take AS other ON other.project_id = own.project_id
         AND other.bridge_from = own.bridge_from AND other.bridge_to = own.bridge_to`,
    { ids: JSON.stringify(takeIds) },
  )
  return [{ table: 'take', where: { id: [...new Set([...takeIds, ...siblings.map(({ id }) => id)])] } }]
}

/** "take 4 of shot 16", "take 2 of the Board", "bridge 3" or "12 takes"; makes sure that they are the project's. */
function namesOf(db: ReadableDb, projectId: ProjectId, takeIds: readonly TakeId[]): string {
  const found = db.all<{ number: number; isBridge: number; position: number | null }>(
    `SELECT take.number, take.bridge_from IS NOT NULL AS isBridge, (SELECT min(shot.position) FROM take_shot JOIN shot ON shot.id = take_shot.shot_id
       WHERE take_shot.take_id = take.id AND shot.trashed_at_ms IS NULL) AS position
     FROM take WHERE id IN (SELECT value FROM json_each(?)) AND project_id = ?`,
    [JSON.stringify(takeIds), projectId],
  )
  if (found.length !== new Set(takeIds).size) {
    throw new StudioError('take/unknown', 'This take is not in the project any more.')
  }
  const [first] = found
  if (found.length !== 1 || !first) return `${found.length} takes`
  if (first.isBridge) return `bridge ${first.number}`
  return `take ${first.number} of ${first.position === null ? 'the Board' : `shot ${first.position + 1}`}`
}

function demandShots(db: ReadableDb, projectId: ProjectId, shotIds: readonly ShotId[]): void {
  const sql = `SELECT count(*) AS count FROM shot
    WHERE id IN (SELECT value FROM json_each(?)) AND project_id = ? AND trashed_at_ms IS NULL`
  const row = db.get<{ count: number }>(sql, [JSON.stringify(shotIds), projectId])
  if (row?.count === new Set(shotIds).size) return
  throw new StudioError('shot/unknown', 'This shot is not in the project any more.')
}
