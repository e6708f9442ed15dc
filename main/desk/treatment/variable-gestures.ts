import { v7 as uuid } from 'uuid'
import type { FileRef } from '#model/contract/file-ref.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, VariableId } from '#model/ids.ts'
import { dotted, nameProblem, renameVariable, variableKey, type VariableName } from '#model/prompt/variables.ts'
import { rewriteWords } from '#main/treatment/rewrite-words.ts'
import { listVariables, removeVariable, saveVariable, type StoredVariable } from '#main/treatment/variable-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { resolveFile } from '../files-desk.ts'
import { demandPicture } from './demand-picture.ts'
import { gesture } from './gesture.ts'

/** What a person does to people, places and things that recur; each is one step of undo. */
export function createVariableGestures(context: DeskContext) {
  const { library } = context
  const { db } = library

  function rowsOf(projectId: ProjectId) {
    const where = { project_id: projectId }
    return [
      { table: 'variable', where },
      { table: 'section_words', where },
      { table: 'look_test', where },
    ] as const
  }

  function demandVariable(projectId: ProjectId, id: VariableId): StoredVariable {
    const found = listVariables(db, projectId).find(variable => variable.id === id)
    if (found) return found
    throw new StudioError('variables/unknown', 'This name has gone. It may have been taken away in another window.')
  }

  function demandName(projectId: ProjectId, name: VariableName, own: VariableId | null): void {
    const others = listVariables(db, projectId).filter(({ id }) => id !== own)
    const problem = nameProblem(name, others)
    if (problem !== null) throw new StudioError('variables/bad-name', problem, { kind: 'usage' })
  }

  return {
    /** Throws StudioError variables/bad-name. */
    addVariable(projectId: ProjectId, name: VariableName, text: string): VariableId {
      const id = uuid() as VariableId
      const wish = { name: `Add {{${dotted(name)}}}`, plan: 'none', rows: rowsOf(projectId) } as const
      return gesture(context, projectId, wish, () => {
        demandName(projectId, name, null)
        saveVariable(db, projectId, { id, group: name.group, name: name.name, text: text.trim(), stills: [] })
        return id
      })
    },

    setVariableText(projectId: ProjectId, id: VariableId, text: string): void {
      const variable = demandVariable(projectId, id)
      const wish = { name: `Change {{${dotted(variable)}}}`, plan: 'none', rows: rowsOf(projectId) } as const
      gesture(context, projectId, wish, () => saveVariable(db, projectId, { ...variable, text: text.trim() }))
    },

    /** In every text that uses it (SPEC W3). Throws StudioError variables/bad-name, variables/unknown. */
    renameVariable(projectId: ProjectId, id: VariableId, to: VariableName): void {
      const variable = demandVariable(projectId, id)
      const name = `Rename {{${dotted(variable)}}} to {{${dotted(to)}}}`
      gesture(context, projectId, { name, plan: 'none', rows: rowsOf(projectId) }, () => {
        demandName(projectId, to, id)
        saveVariable(db, projectId, { ...variable, ...to })
        if (variableKey(variable) !== variableKey(to)) {
          rewriteWords(db, projectId, text => renameVariable(text, variable, to))
        }
      })
    },

    /** What uses it stays as it is written. Throws StudioError variables/unknown. */
    removeVariable(projectId: ProjectId, id: VariableId): void {
      const name = `Take {{${dotted(demandVariable(projectId, id))}}} away`
      gesture(context, projectId, { name, plan: 'none', rows: rowsOf(projectId) }, () => removeVariable(db, id))
    },

    /** Takes the file into the library. Throws StudioError variables/unknown, still/unreadable, media/…, library/…. */
    async addVariableStill(projectId: ProjectId, id: VariableId, file: FileRef): Promise<void> {
      existingProject(library, projectId)
      const path = resolveFile(context, file)
      await demandPicture(context, path)
      const staged = await library.media.stageFile(path, 'still')
      const name = `Give {{${dotted(demandVariable(projectId, id))}}} a picture`
      gesture(context, projectId, { name, plan: 'none', rows: rowsOf(projectId) }, () => {
        const variable = demandVariable(projectId, id)
        const stills = new Set([...variable.stills, library.media.settle(staged)])
        saveVariable(db, projectId, { ...variable, stills: [...stills] })
      })
    },

    /** Throws StudioError variables/unknown. */
    removeVariableStill(projectId: ProjectId, id: VariableId, stillId: MediaId): void {
      const variable = demandVariable(projectId, id)
      const name = `Take a picture of {{${dotted(variable)}}} away`
      gesture(context, projectId, { name, plan: 'none', rows: rowsOf(projectId) }, () =>
        saveVariable(db, projectId, { ...variable, stills: variable.stills.filter(still => still !== stillId) }),
      )
    },
  }
}
