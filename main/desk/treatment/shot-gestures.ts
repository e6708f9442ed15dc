import { modelById } from '#model/catalogue.ts'
import type { ShotColumn } from '#model/contract/treatment-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { mergedText, splitPrompt } from '#model/shot-text.ts'
import type { Shot } from '#model/shot.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { addShots, arrangeShots, copyLook, setField, shareTakes, trashShots } from '#main/treatment/shot-edits.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandShots, gesture, shotsText } from './gesture.ts'

const EMPTY: TreatmentShot = {
  id: null,
  prompt: '',
  whatHappens: null,
  cameraMove: null,
  passage: null,
  section: null,
  model: null,
}

const COLUMN_NAMES: Readonly<Record<ShotColumn, string>> = {
  whatHappens: 'what happens',
  prompt: 'prompt',
  cameraMove: 'camera',
  passage: 'passage',
  section: 'section',
  model: 'model',
}

const CELL_VERBS = { type: 'Change', fill: 'Fill down', clear: 'Clear', paste: 'Paste' } as const

export type CellText = { readonly shotId: ShotId; readonly column: ShotColumn; readonly text: string }

/** What a person does to the rows of the table; each is one step of undo. */
export function createShotGestures(context: DeskContext) {
  const { library, catalogue } = context
  const { db } = library

  /** Throws StudioError treatment/no-shot, catalogue/unknown-model. */
  function setCells(projectId: ProjectId, cells: readonly CellText[], verb: keyof typeof CELL_VERBS): void {
    for (const { column, text } of cells)
      if (column === 'model' && text.trim() !== '') modelById(catalogue, text.trim())
    const columns = new Set(cells.map(({ column }) => column))
    const concernsPlan = columns.has('section') || columns.has('model')
    const shots = library.db.all<{ id: ShotId; position: number }>(
      'SELECT id, position FROM shot WHERE project_id = ? AND trashed_at_ms IS NULL',
      [projectId],
    )
    const ids = new Set(cells.map(({ shotId }) => shotId))
    const [only] = columns
    const what = columns.size === 1 && only ? COLUMN_NAMES[only] : 'cells'
    const name = `${CELL_VERBS[verb]} ${what} of ${shotsText(shots.filter(({ id }) => ids.has(id)))}`
    gesture(context, projectId, { name, plan: concernsPlan ? 'changed' : 'none' }, (_, present) => {
      demandShots(present, [...ids])
      for (const { shotId, column, text } of cells) setField(db, shotId, column, text)
    })
  }

  /** Empty shots after another, or first. Returns the first one's id. Throws StudioError treatment/no-shot. */
  function insertShots(projectId: ProjectId, after: ShotId | null, count: number): ShotId {
    const name = `Insert ${count === 1 ? 'a shot' : `${count} shots`}`
    return gesture(context, projectId, { name, plan: 'changed' }, (_, shots) => {
      const neighbour = after === null ? shots[0] : demandShots(shots, [after])[0]
      const section = neighbour?.written.section ?? null
      const added = addShots(
        db,
        projectId,
        Array.from({ length: count }, () => ({ ...EMPTY, section })),
      )
      placeAfter(shots, after, added)
      return added[0]!
    })
  }

  /** Moves shots before another (null = to the end), in the order they stand. Throws StudioError treatment/no-shot. */
  function moveShots(projectId: ProjectId, ids: readonly ShotId[], before: ShotId | null): void {
    gesture(
      context,
      projectId,
      { name: `Move ${ids.length === 1 ? 'a shot' : `${ids.length} shots`}`, plan: 'changed' },
      (_, shots) => {
        const moved = new Set(demandShots(shots, ids).map(({ id }) => id))
        if (before !== null) demandShots(shots, [before])
        // Before one that moves itself is before the next that stays.
        const from = before === null ? shots.length : shots.findIndex(({ id }) => id === before)
        const anchor = shots.slice(from).find(({ id }) => !moved.has(id))?.id
        const order = shots.map(({ id }) => id)
        const staying = order.filter(id => !moved.has(id))
        const at = anchor === undefined ? staying.length : staying.indexOf(anchor)
        arrangeShots(db, staying.toSpliced(at, 0, ...order.filter(id => moved.has(id))))
      },
    )
  }

  /** In two, both with the rest of its words; takes stay with the first. Throws StudioError treatment/no-shot, treatment/cannot-split. */
  function splitShot(projectId: ProjectId, id: ShotId, atCharacter: number | null): ShotId {
    return gesture(context, projectId, { name: 'Split a shot', plan: 'changed' }, (_, shots) => {
      const shot = demandShots(shots, [id])[0]!
      const halves = splitPrompt(shot.written.prompt, atCharacter)
      if (!halves) {
        throw new StudioError(
          'treatment/cannot-split',
          `The prompt of shot ${shot.position + 1} has no two halves. Put the cursor between words of it.`,
        )
      }
      setField(db, id, 'prompt', halves[0])
      // The way out belongs to the second now.
      setField(db, id, 'passage', '')
      const [second] = addShots(db, projectId, [{ ...shot.written, id: null, prompt: halves[1] }])
      copyLook(db, id, second!)
      placeAfter(shots, id, [second!])
      return second!
    })
  }

  /** Into the first of them, with the words and takes of all. Throws StudioError treatment/no-shot, treatment/cannot-merge. */
  function mergeShots(projectId: ProjectId, ids: readonly ShotId[]): void {
    const takes = { table: 'take_shot', where: { shot_id: ids } } as const
    const wish = { name: `Merge ${ids.length} shots`, plan: 'changed', rows: [takes] } as const
    gesture(context, projectId, wish, (_, shots) => {
      const merged = demandShots(shots, ids)
      const [first, ...others] = merged
      const isTogether = merged.every((shot, index) => shot.position === first!.position + index)
      if (!first || others.length === 0 || !isTogether) {
        throw new StudioError('treatment/cannot-merge', 'Choose two or more shots that follow each other.')
      }
      const textOf = (field: 'prompt' | 'whatHappens'): string =>
        mergedText(merged.map(({ written }) => written[field])) ?? ''
      setField(db, first.id, 'prompt', textOf('prompt'))
      setField(db, first.id, 'whatHappens', textOf('whatHappens'))
      setField(db, first.id, 'passage', merged.at(-1)!.written.passage ?? '')
      for (const other of others) shareTakes(db, other.id, first.id)
      trash(shots, others)
    })
  }

  /** Right after the last of them, with their words and looks, without their takes. Throws StudioError treatment/no-shot. */
  function duplicateShots(projectId: ProjectId, ids: readonly ShotId[]): ShotId {
    return gesture(
      context,
      projectId,
      { name: `Duplicate ${ids.length === 1 ? 'a shot' : `${ids.length} shots`}`, plan: 'changed' },
      (_, shots) => {
        const originals = demandShots(shots, ids)
        const added = addShots(
          db,
          projectId,
          originals.map(({ written }) => ({ ...written, id: null })),
        )
        for (const [index, id] of added.entries()) copyLook(db, originals[index]!.id, id)
        placeAfter(shots, originals.at(-1)!.id, added)
        return added[0]!
      },
    )
  }

  /** Into the trash: their takes stay, and come back with them. Throws StudioError treatment/no-shot. */
  function deleteShots(projectId: ProjectId, ids: readonly ShotId[]): void {
    gesture(
      context,
      projectId,
      { name: `Delete ${ids.length === 1 ? 'a shot' : `${ids.length} shots`}`, plan: 'changed' },
      (_, shots) => {
        trash(shots, demandShots(shots, ids))
      },
    )
  }

  function placeAfter(shots: readonly Shot[], after: ShotId | null, added: readonly ShotId[]): void {
    const order = shots.map(({ id }) => id)
    arrangeShots(db, order.toSpliced(after === null ? 0 : order.indexOf(after) + 1, 0, ...added))
  }

  function trash(shots: readonly Shot[], gone: readonly Shot[]): void {
    const ids = new Set(gone.map(({ id }) => id))
    trashShots(db, [...ids])
    arrangeShots(
      db,
      shots.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
    )
  }

  return { setCells, insertShots, moveShots, splitShot, mergeShots, duplicateShots, deleteShots }
}
