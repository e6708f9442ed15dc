import { modelById } from '#model/catalogue.ts'
import type { NewShot, ShotColumn, ShotText } from '#model/contract/treatment-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { textOf } from '#model/look.ts'
import { movedBefore } from '#model/shot-order.ts'
import { mergedText, splitPrompt } from '#model/shot-text.ts'
import type { Shot } from '#model/shot.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { saveShotLook } from '#main/treatment/look-store.ts'
import { clearPassage, detachPassage, takePassageOver } from '#main/treatment/passage-store.ts'
import { shotFrom } from '#main/treatment/parse/written-shot.ts'
import { takeSeamOver } from '#main/treatment/seam-bindings.ts'
import { addShots, arrangeShots, copyLook, setField, shareTakes, trashShots } from '#main/treatment/shot-edits.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandShots, gesture, shotsText } from './gesture.ts'

const COLUMN_NAMES: Readonly<Record<ShotColumn, string>> = {
  whatHappens: 'what happens',
  prompt: 'prompt',
  cameraMove: 'camera',
  passage: 'passage',
  section: 'section',
  model: 'model',
}

const CELL_VERBS = { type: 'Change', fill: 'Fill down', clear: 'Clear', paste: 'Paste' } as const
type CellsGesture = keyof typeof CELL_VERBS | 'answer'

export type CellText = { readonly shotId: ShotId; readonly column: ShotColumn; readonly text: string }

/** What a person does to the rows of the table; each is one step of undo. */
export function createShotGestures(context: DeskContext) {
  const { library, catalogue } = context
  const { db } = library

  /** Throws StudioError treatment/no-shot, catalogue/unknown-model. */
  function setCells(
    projectId: ProjectId,
    cells: readonly CellText[],
    kind: CellsGesture,
    added: readonly ShotText[] = [],
  ): void {
    demandModels(added)
    demandModels(cells.flatMap(({ column, text }) => (column === 'model' ? [{ model: text }] : [])))
    const columns = new Set(cells.map(({ column }) => column))
    const plan = columns.has('section') || columns.has('model') || added.length > 0 ? 'changed' : 'none'
    const ids = [...new Set(cells.map(({ shotId }) => shotId))]
    const name = (shots: readonly Shot[]): string => cellsName(kind, columns, demandShots(shots, ids), added.length)
    gesture(context, projectId, { name, plan }, (_, shots) => {
      for (const { shotId, column, text } of cells) {
        setField(db, shotId, column, text)
        // Written anew, it leads to the shot that follows now.
        if (column === 'passage') detachPassage(db, shotId)
      }
      const last = shots.at(-1)?.id ?? null
      if (added.length > 0) placeAfter(shots, last, addShots(db, projectId, added.map(writtenFrom)))
    })
  }

  /**
   * Shots after another, or first, for the section of their neighbour where they name none. Returns the first one's id.
   * Throws StudioError treatment/no-shot, catalogue/unknown-model.
   */
  function insertShots(projectId: ProjectId, after: ShotId | null, inserted: readonly NewShot[]): ShotId {
    demandModels(inserted.map(({ words }) => words))
    const verb = inserted.some(({ words }) => Object.keys(words).length > 0) ? 'Paste' : 'Insert'
    const name = `${verb} ${inserted.length === 1 ? 'a shot' : `${inserted.length} shots`}`
    return gesture(context, projectId, { name, plan: 'changed' }, (_, shots) => {
      const neighbour = after === null ? shots[0] : demandShots(shots, [after])[0]
      const section = neighbour?.written.section ?? ''
      const written = inserted.map(({ words }) => writtenFrom({ section, ...words }))
      const added = addShots(db, projectId, written)
      for (const [index, { style, negative }] of inserted.entries()) {
        saveShotLook(db, added[index]!, {
          ...(style && { style: textOf(style) }),
          ...(negative && { negative: textOf(negative) }),
        })
      }
      placeAfter(shots, after, added)
      return added[0]!
    })
  }

  function demandModels(shots: readonly ShotText[]): void {
    for (const { model } of shots) if (model?.trim()) modelById(catalogue, model.trim())
  }

  /** Moves shots before another (null = to the end), in the order they stand. Throws StudioError treatment/no-shot. */
  function moveShots(projectId: ProjectId, ids: readonly ShotId[], before: ShotId | null): void {
    gesture(
      context,
      projectId,
      { name: `Move ${ids.length === 1 ? 'a shot' : `${ids.length} shots`}`, plan: 'changed' },
      (_, shots) => {
        demandShots(shots, before === null ? ids : [...ids, before])
        const order = shots.map(({ id }) => id)
        arrangeShots(db, movedBefore(order, ids, before))
      },
    )
  }

  /** In two, both with the rest of its words; takes stay with the first. Throws StudioError treatment/no-shot, treatment/cannot-split. */
  function splitShot(projectId: ProjectId, id: ShotId, atCharacter: number | null): ShotId {
    const rows = [{ table: 'seam_binding', where: { project_id: projectId } }] as const
    return gesture(context, projectId, { name: 'Split a shot', plan: 'changed', rows }, (_, shots) => {
      const shot = demandShots(shots, [id])[0]!
      const halves = splitPrompt(shot.written.prompt, atCharacter)
      if (!halves) {
        throw new StudioError(
          'treatment/cannot-split',
          `The prompt of shot ${shot.position + 1} has no two halves. Put the cursor between words of it.`,
        )
      }
      setField(db, id, 'prompt', halves[0])
      const [second] = addShots(db, projectId, [{ ...shot.written, id: null, prompt: halves[1] }])
      copyLook(db, id, second!)
      // The way out belongs to the second now.
      takePassageOver(db, id, second!)
      clearPassage(db, id)
      takeSeamOver(db, projectId, shots, id, second!)
      placeAfter(shots, id, [second!])
      return second!
    })
  }

  /** Into the first of them, with the words and takes of all. Throws StudioError treatment/no-shot, treatment/cannot-merge. */
  function mergeShots(projectId: ProjectId, ids: readonly ShotId[]): void {
    const rows = [
      { table: 'take_shot', where: { shot_id: ids } },
      { table: 'seam_binding', where: { project_id: projectId } },
    ] as const
    const wish = { name: `Merge ${ids.length} shots`, plan: 'changed', rows } as const
    gesture(context, projectId, wish, (_, shots) => {
      const merged = demandShots(shots, ids)
      const [first, ...others] = merged
      const isTogether = merged.every((shot, index) => shot.position === first!.position + index)
      if (!first || others.length === 0 || !isTogether) {
        throw new StudioError('treatment/cannot-merge', 'Choose two or more shots that follow each other.')
      }
      for (const field of ['prompt', 'whatHappens'] as const)
        setField(db, first.id, field, mergedText(merged.map(({ written }) => written[field])) ?? '')
      takePassageOver(db, merged.at(-1)!.id, first.id)
      takeSeamOver(db, projectId, shots, merged.at(-1)!.id, first.id)
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
        for (const [index, id] of added.entries()) {
          copyLook(db, originals[index]!.id, id)
          takePassageOver(db, originals[index]!.id, id)
          detachPassage(db, id)
        }
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

function writtenFrom({ prompt = '', ...known }: ShotText): TreatmentShot {
  return shotFrom(prompt, known)
}

/** "Change prompt of shot 4", "Paste cells of 12 shots". */
function cellsName(
  kind: CellsGesture,
  columns: ReadonlySet<ShotColumn>,
  shots: readonly Shot[],
  addedCount: number,
): string {
  if (kind === 'answer') return 'Take in an answer'
  const [only] = columns
  const what = columns.size === 1 && only ? COLUMN_NAMES[only] : 'cells'
  return `${CELL_VERBS[kind]} ${what} of ${addedCount === 0 ? shotsText(shots) : `${shots.length + addedCount} shots`}`
}
