import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { assertNever } from '#model/assert-never.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { LookLevel, NewShot, ShotColumn, ShotText, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { PassageKind } from '#model/prompt/passage.ts'
import type { VariableName } from '#model/prompt/variables.ts'
import { movedBefore } from '#model/shot-order.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'

export type CellText = { readonly shotId: string; readonly column: ShotColumn; readonly text: string }

type PassageChange = {
  readonly words?: string
  readonly through?: string
  readonly kind?: PassageKind
  readonly carriesOver?: string[]
}

type LookChange = { readonly style?: readonly string[]; readonly negative?: readonly string[] }

const TreatmentContext = createContext<TreatmentView | null>(null)

export const TreatmentProvider = TreatmentContext.Provider

/** The treatment on screen. Throws outside a TreatmentProvider. */
export function useTreatment(): TreatmentView {
  const view = useContext(TreatmentContext)
  if (view === null) throw new Error('there is no treatment around this')
  return view
}

function withCells(view: TreatmentView, cells: readonly CellText[]): TreatmentView {
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
function withMoved(view: TreatmentView, shotIds: readonly string[], beforeShotId: string | null): TreatmentView {
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

function withLook(
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

export type TreatmentEdits = ReturnType<typeof useEdits>

/** What can be done to the treatment; what fails is told in a notice. Promises of new rows resolve to their first one's id. */
export function useEdits() {
  const studio = useStudio().treatment
  const queries = useQueries().treatment
  const queryClient = useQueryClient()
  const act = useAct()
  const { id: projectId } = useProject()

  return useMemo(() => {
    const { queryKey } = queries.open.queryOptions({ input: { projectId } })

    /** Shows a change before the studio has it, so that typing never waits; the studio's own answer follows. */
    function show(change: (view: TreatmentView) => TreatmentView): void {
      void queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData<TreatmentView>(queryKey, view => view && change(view))
    }

    function renewed(): Promise<void> {
      return queryClient.invalidateQueries({ queryKey })
    }

    function showAgain(error: unknown): never {
      void renewed()
      throw error
    }

    function setCells(cells: readonly CellText[], gesture: 'type' | 'fill' | 'clear' | 'paste'): void {
      if (cells.length === 0) return
      show(view => withCells(view, cells))
      act(() => studio.setCells({ projectId, gesture, cells: [...cells] }).catch(showAgain))
    }

    function setLook(level: LookLevel, change: LookChange): void {
      const words = {
        ...(change.style ? { style: [...change.style] } : {}),
        ...(change.negative ? { negative: [...change.negative] } : {}),
      }
      show(view => withLook(view, level, words))
      act(() => studio.setLook({ projectId, level, ...words }).catch(showAgain))
    }

    function setStory(section: string, story: string): void {
      show(view => ({
        ...view,
        sections: view.sections.map(each => (each.key === section ? { ...each, story: story.trim() } : each)),
      }))
      act(() => studio.setStory({ projectId, section, story }).catch(showAgain))
    }

    return {
      setCells,
      setLook,
      setStory,
      /** `whenShown` is called when the studio's own plan is on screen, or there is none to come. */
      setPacing: (pacing: number, whenShown: () => void) =>
        act(async () => {
          try {
            await studio.setPacing({ projectId, pacing })
            await renewed()
          } finally {
            whenShown()
          }
        }),
      setModel: (model: string) => act(() => studio.setModel({ projectId, model })),
      plan: () => act(() => studio.plan({ projectId })),
      insert: async (afterShotId: string | null, shots: readonly NewShot[] = [{ words: {} }]) =>
        (await studio.insertShots({ projectId, afterShotId, shots: [...shots] })).id,
      split: async (shotId: string, atCharacter: number | null) =>
        (await studio.splitShot({ projectId, shotId, atCharacter })).id,
      duplicate: async (shotIds: readonly string[]) =>
        (await studio.duplicateShots({ projectId, shotIds: [...shotIds] })).id,
      merge: (shotIds: readonly string[]) => act(() => studio.mergeShots({ projectId, shotIds: [...shotIds] })),
      remove: (shotIds: readonly string[]) => act(() => studio.deleteShots({ projectId, shotIds: [...shotIds] })),
      move(shotIds: readonly string[], beforeShotId: string | null): void {
        show(view => withMoved(view, shotIds, beforeShotId))
        act(() => studio.moveShots({ projectId, shotIds: [...shotIds], beforeShotId }).catch(showAgain))
      },
      setPassage: (shotId: string, change: PassageChange) =>
        act(() => studio.setPassage({ projectId, shotId, ...change })),
      mendPassages: (shotIds: readonly string[], how: 'attach' | 'clear') =>
        act(() => studio.mendPassages({ projectId, shotIds: [...shotIds], how })),
      addVariable: (name: VariableName) => studio.addVariable({ projectId, name, text: '' }),
      setVariableText: (variableId: string, text: string) =>
        act(() => studio.setVariableText({ projectId, variableId, text })),
      renameVariable: (variableId: string, name: VariableName) =>
        act(() => studio.renameVariable({ projectId, variableId, name })),
      removeVariable: (variableId: string) => act(() => studio.removeVariable({ projectId, variableId })),
      addVariableStill: (variableId: string, file: FileRef) => studio.addVariableStill({ projectId, variableId, file }),
      removeVariableStill: (variableId: string, stillId: string) =>
        act(() => studio.removeVariableStill({ projectId, variableId, stillId })),
      setTemplate: (model: string, template: string | null) => studio.setTemplate({ model, template }),
      setStill: (shotId: string, file: FileRef | null) => studio.setStill({ projectId, shotId, file }),
      readPaste: (text: string) => studio.readPaste({ projectId, text, isNewVersion: false }),
      readVersion: (text: string) => studio.readPaste({ projectId, text, isNewVersion: true }),
      pasteInsert: (text: string, afterShotId: string | null) =>
        studio.pasteShots({ projectId, text, how: { kind: 'insert', afterShotId } }),
      pasteVersion: (text: string) => studio.pasteShots({ projectId, text, how: { kind: 'new-version' } }),
      brief: async () => (await studio.copyBrief({ projectId })).markdown,
      readAnswer: (text: string) => studio.readAnswer({ projectId, text }),
      /** Cells of many shots, and shots that come after the last one, in one step. */
      putCells: (gesture: 'paste' | 'answer', cells: readonly CellText[], added: readonly ShotText[]) =>
        studio.setCells({ projectId, gesture, cells: [...cells], added: [...added] }),
      act,
    }
  }, [studio, queries, queryClient, act, projectId])
}
