import {
  SHOT_COLUMNS,
  type CellChange,
  type PasteReading,
  type ShotColumn,
} from '#model/contract/treatment-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { matchShots, type Revision } from '#model/identity/match-shots.ts'
import { textOf, wordsOf } from '#model/look.ts'
import type { Shot } from '#model/shot.ts'
import type { Treatment, TreatmentShot } from '#model/treatment.ts'
import { formatOf, type TreatmentFormat } from '#main/treatment/format.ts'
import { saveFilmLook } from '#main/treatment/look-store.ts'
import { parseTreatment } from '#main/treatment/parse/parse-treatment.ts'
import { addShots, arrangeShots } from '#main/treatment/shot-edits.ts'
import { applyRevision, listShots, listTrashedShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { demandShots, gesture } from './gesture.ts'

/** How the messages about a pasted text call it. */
const PASTED = 'The text'

export type PasteWish =
  | { readonly kind: 'insert'; readonly afterShotId: ShotId | null }
  | { readonly kind: 'new-version' }

/** What a pasted text holds, and if asked what it would do as a new version of all shots. Throws StudioError treatment/…. */
export function readPaste(
  context: DeskContext,
  projectId: ProjectId,
  text: string,
  isNewVersion: boolean,
): PasteReading {
  existingProject(context.library, projectId)
  const { format, treatment } = parsed(text)
  return {
    format,
    count: treatment.shots.length,
    style: treatment.style === null ? null : wordsOf(treatment.style),
    negative: treatment.negative === null ? null : wordsOf(treatment.negative),
    // Hundreds of prompts written anew take a moment to be matched.
    asNewVersion: isNewVersion ? readVersion(context, projectId, treatment) : null,
  }
}

function readVersion(
  { library }: DeskContext,
  projectId: ProjectId,
  treatment: Treatment,
): PasteReading['asNewVersion'] {
  const shots = listShots(library.db, projectId)
  const { kept, inserted, trashed } = newVersion(shots, treatment, listTrashedShots(library.db, projectId))
  const byId = new Map(shots.map((shot, index) => [shot.id, { shot, number: index + 1 }]))
  const present = kept.flatMap(({ shotId, written, position }) => {
    const known = byId.get(shotId)
    return known ? [{ ...known, written, position }] : []
  })
  return {
    changes: present.flatMap(({ shot, number, written }) => cellChanges(shot, number, written)),
    moved: movedCount(present.map(({ number }) => number)),
    added: [...kept.filter(({ shotId }) => !byId.has(shotId)), ...inserted].map(({ position, written }) => ({
      number: position + 1,
      prompt: written.prompt,
    })),
    trashed: trashed.flatMap(id => {
      const known = byId.get(id)
      return known ? [{ number: known.number, prompt: known.shot.written.prompt }] : []
    }),
  }
}

/** Takes the shots of a text in, and its look words where it has some. Throws StudioError treatment/…. */
export function pasteShots(context: DeskContext, projectId: ProjectId, text: string, how: PasteWish): void {
  const { db } = context.library
  const { treatment } = parsed(text)
  demandKnownModels(context, treatment)
  const count = treatment.shots.length
  const name = how.kind === 'insert' ? `Paste ${count === 1 ? 'a shot' : `${count} shots`}` : 'Paste a new version'
  gesture(context, projectId, { name, plan: 'changed' }, (_, shots) => {
    const words = loadProjectTreatment(db, projectId)
    if (how.kind === 'new-version') {
      const revision = newVersion(shots, treatment, listTrashedShots(db, projectId))
      applyRevision(db, projectId, revision, {
        style: treatment.style ?? words.style,
        negative: treatment.negative ?? words.negative,
      })
      return
    }
    if (how.afterShotId !== null) demandShots(shots, [how.afterShotId])
    const taken = new Set(shots.flatMap(({ written }) => (written.id === null ? [] : [written.id])))
    // Two shots of one treatment never share an id.
    const added = addShots(
      db,
      projectId,
      treatment.shots.map(shot => (shot.id !== null && taken.has(shot.id) ? { ...shot, id: null } : shot)),
    )
    const order = shots.map(({ id }) => id)
    const at = how.afterShotId === null ? 0 : order.indexOf(how.afterShotId) + 1
    arrangeShots(db, order.toSpliced(at, 0, ...added))
    saveFilmLook(db, projectId, {
      style: textWith(words.style, treatment.style),
      negative: textWith(words.negative, treatment.negative),
    })
  })
}

/**
 * The text as a new version of all shots. What it does not say of a shot stays as it is: a plain list has prompts alone, and
 * nobody who pastes one means to lose camera moves and passages.
 */
function newVersion(shots: readonly Shot[], treatment: Treatment, trashed: readonly Shot[]): Revision {
  const revision = matchShots(shots, treatment.shots, trashed)
  const known = new Map([...shots, ...trashed].map(({ id, written }) => [id, written]))
  return {
    ...revision,
    kept: revision.kept.map(shot => ({ ...shot, written: withKnown(shot.written, known.get(shot.shotId)) })),
  }
}

function withKnown(written: TreatmentShot, known: TreatmentShot | undefined): TreatmentShot {
  if (!known) return written
  return {
    id: written.id ?? known.id,
    prompt: written.prompt,
    whatHappens: written.whatHappens ?? known.whatHappens,
    cameraMove: written.cameraMove ?? known.cameraMove,
    passage: written.passage ?? known.passage,
    section: written.section ?? known.section,
    model: written.model ?? known.model,
  }
}

/** What differs between a shot and other words for it, cell by cell. */
export function cellChanges(
  { id, written }: Shot,
  number: number,
  after: Partial<Pick<TreatmentShot, ShotColumn>>,
): CellChange[] {
  return SHOT_COLUMNS.flatMap(column => {
    const next = after[column]
    const before = written[column] ?? ''
    if (next === undefined || (next ?? '') === before) return []
    return [{ shotId: id, number, column, before, after: next ?? '' }]
  })
}

function parsed(text: string): { format: TreatmentFormat; treatment: Treatment } {
  const format = formatOf('', text)
  return { format, treatment: parseTreatment(text, format, PASTED) }
}

function demandKnownModels({ catalogue }: DeskContext, { shots }: Treatment): void {
  const known = new Set(catalogue.models.map(({ id }) => id))
  for (const [index, { model }] of shots.entries()) {
    if (model === null || known.has(model)) continue
    const message = `${PASTED} wants the model "${model}" for its shot ${index + 1}, and there is none of that name. There are ${[...known].join(', ')}.`
    throw new StudioError('treatment/unknown-model', message)
  }
}

/** The words there are and those that come, each once. */
function textWith(present: string, coming: string | null): string {
  if (coming === null) return present
  return present.trim() === '' ? coming : textOf([...wordsOf(present), ...wordsOf(coming)])
}

/** How many of these would have to move for the others to be in ascending order. */
function movedCount(numbers: readonly number[]): number {
  const ends: number[] = []
  for (const number of numbers) {
    const at = ends.findIndex(end => end >= number)
    ends[at === -1 ? ends.length : at] = number
  }
  return numbers.length - ends.length
}
