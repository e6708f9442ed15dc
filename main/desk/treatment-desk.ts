import type { AnswerReading, PasteReading, SentWords, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { wordRecords, type WordRecord } from '#model/prompt/word-record.ts'
import { listWordUses } from '#main/treatment/word-uses.ts'
import type { PlanRequest } from '#model/plan/plan.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { briefText, readAnswerFor } from './treatment/brief.ts'
import { gesture } from './treatment/gesture.ts'
import { createLookGestures } from './treatment/look-gestures.ts'
import { createPassageGestures } from './treatment/passage-gestures.ts'
import { pasteShots, readPaste, type PasteWish } from './treatment/paste.ts'
import { pacingRequest, planProject } from './treatment/plan-project.ts'
import { sentWords } from './treatment/sent.ts'
import { createShotGestures } from './treatment/shot-gestures.ts'
import { createVariableGestures } from './treatment/variable-gestures.ts'
import { setTemplate } from './treatment/templates.ts'
import { treatmentView } from './treatment/view.ts'

export type TreatmentDesk = ReturnType<typeof createTreatmentDesk>

/** The written plan: story, look and shots, and how they lie over the song. What it throws stands in the contract. */
export function createTreatmentDesk(context: DeskContext) {
  const projectOf = (projectId: ProjectId) => existingProject(context.library, projectId)
  return {
    ...createShotGestures(context),
    ...createLookGestures(context),
    ...createPassageGestures(context),
    ...createVariableGestures(context),

    open: (projectId: ProjectId): TreatmentView => treatmentView(context, projectOf(projectId)),
    planRequest: (projectId: ProjectId): PlanRequest | null => pacingRequest(context, projectOf(projectId)),

    plan(projectId: ProjectId): void {
      gesture(context, projectId, { name: 'Lay the shots out', plan: 'none' }, project =>
        planProject(context, project, false),
      )
    },

    setTemplate: (model: string, template: string | null): void =>
      setTemplate(context.library.db, context.catalogue, model, template),

    wordRecords: (projectId: ProjectId): WordRecord[] =>
      wordRecords(listWordUses(context.library.db, projectOf(projectId).id)),

    sent: (projectId: ProjectId, shotId: ShotId): SentWords => sentWords(context, projectId, shotId),

    readPaste: (projectId: ProjectId, text: string, isNewVersion: boolean): PasteReading =>
      readPaste(context, projectId, text, isNewVersion),
    pasteShots: (projectId: ProjectId, text: string, how: PasteWish): void => pasteShots(context, projectId, text, how),

    copyBrief: (projectId: ProjectId): string => briefText(context, projectId),
    readAnswer: (projectId: ProjectId, text: string): AnswerReading => readAnswerFor(context, projectId, text),
  }
}
