import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { LookLevel, NewShot, ShotText, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { VariableName } from '#model/prompt/variables.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import {
  withCells,
  withLook,
  withMoved,
  withPassage,
  withVariable,
  type CellText,
  type PassageChange,
} from './shown-edits.ts'

type LookChange = { readonly style?: readonly string[]; readonly negative?: readonly string[] }

const TreatmentContext = createContext<TreatmentView | null>(null)

export const TreatmentProvider = TreatmentContext.Provider

/** The treatment on screen. Throws outside a TreatmentProvider. */
export function useTreatment(): TreatmentView {
  const view = useContext(TreatmentContext)
  if (view === null) throw new Error('there is no treatment around this')
  return view
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

    function setPassage(shotId: string, change: PassageChange): void {
      show(view => withPassage(view, shotId, change))
      act(() => studio.setPassage({ projectId, shotId, ...change }).catch(showAgain))
    }

    function setVariableText(variableId: string, written: string): void {
      const text = written.trim()
      show(view => withVariable(view, variableId, { text }))
      act(() => studio.setVariableText({ projectId, variableId, text }).catch(showAgain))
    }

    function renameVariable(variableId: string, name: VariableName): void {
      show(view => withVariable(view, variableId, name))
      act(() => studio.renameVariable({ projectId, variableId, name }).catch(showAgain))
    }

    return {
      setCells,
      setLook,
      setStory,
      setPassage,
      setVariableText,
      renameVariable,
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
      mendPassages: (shotIds: readonly string[], how: 'attach' | 'clear') =>
        act(() => studio.mendPassages({ projectId, shotIds: [...shotIds], how })),
      addVariable: (name: VariableName) => studio.addVariable({ projectId, name, text: '' }),
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
