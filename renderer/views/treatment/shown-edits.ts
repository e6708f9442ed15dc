import { assertNever } from '#model/assert-never.ts'
import type { LookLevel, ShotColumn, ShotText, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { PassageKind } from '#model/prompt/passage.ts'
import type { VariableName } from '#model/prompt/variables.ts'
import { movedBefore } from '#model/shot-order.ts'

export type CellText = { readonly shotId: string; readonly column: ShotColumn; readonly text: string }

export type PassageChange = {
  readonly words?: string
  readonly through?: string
  readonly kind?: PassageKind
  readonly carriesOver?: string[]
}

/** The treatment as it will be with these texts in its cells; the others likewise, each for its edit. */
export function withCells(view: TreatmentView, cells: readonly CellText[]): TreatmentView {
  const changes = new Map<string, ShotText>()
  for (const { shotId, column, text } of cells) changes.set(shotId, { ...changes.get(shotId), [column]: text.trim() })
  return {
    ...view,
    shots: view.shots.map(shot => {
      const change = changes.get(shot.id)
      return change ? { ...shot, ...change } : shot
    }),
  }
}

/** The shots in another order; the places stay, and whoever comes there has them. */
export function withMoved(view: TreatmentView, shotIds: readonly string[], beforeShotId: string | null): TreatmentView {
  const byId = new Map(view.shots.map(shot => [shot.id, shot]))
  const order = movedBefore([...byId.keys()], shotIds, beforeShotId)
  return {
    ...view,
    shots: order.map((id, index) => {
      const { number, place, bar, sectionKey, askTicks } = view.shots[index]!
      return { ...byId.get(id)!, number, place, bar, sectionKey, askTicks }
    }),
  }
}

export function withLook(
  view: TreatmentView,
  level: LookLevel,
  words: { readonly style?: string[]; readonly negative?: string[] },
): TreatmentView {
  switch (level.kind) {
    case 'film':
      return { ...view, ...words }
    case 'section':
      return {
        ...view,
        sections: view.sections.map(each => (each.key === level.section ? { ...each, ...words } : each)),
      }
    case 'shot':
      return { ...view, shots: view.shots.map(each => (each.id === level.shotId ? { ...each, ...words } : each)) }
    default:
      return assertNever(level)
  }
}

export function withPassage(
  view: TreatmentView,
  shotId: string,
  { words: passage, through: passageThrough, kind: passageKind, carriesOver: passageCarries }: PassageChange,
): TreatmentView {
  const change = {
    ...(passage !== undefined && { passage }),
    ...(passageThrough !== undefined && { passageThrough }),
    ...(passageKind !== undefined && { passageKind }),
    ...(passageCarries !== undefined && { passageCarries }),
  }
  return { ...view, shots: view.shots.map(shot => (shot.id === shotId ? { ...shot, ...change } : shot)) }
}

export function withVariable(
  view: TreatmentView,
  variableId: string,
  change: Partial<VariableName> & { readonly text?: string },
): TreatmentView {
  const changed = view.variables.map(each => (each.id === variableId ? { ...each, ...change } : each))
  return { ...view, variables: changed }
}
