import type { TreatmentDesk } from '#main/desk/treatment-desk.ts'
import type { CellText } from '#main/desk/treatment/shot-gestures.ts'
import type { PasteWish } from '#main/desk/treatment/paste.ts'
import type { MediaId, ProjectId, ShotId, VariableId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function treatmentApi(studio: StudioImplementer['treatment'], desk: TreatmentDesk) {
  return {
    open: studio.open.handler(({ input }) => desk.open(project(input))),
    planRequest: studio.planRequest.handler(({ input }) => desk.planRequest(project(input))),
    plan: studio.plan.handler(({ input }) => desk.plan(project(input))),
    setPacing: studio.setPacing.handler(({ input }) => desk.setPacing(project(input), input.pacing)),
    setModel: studio.setModel.handler(({ input }) => desk.setModel(project(input), input.model)),
    setCells: studio.setCells.handler(({ input }) =>
      desk.setCells(project(input), input.cells as CellText[], input.gesture, input.added),
    ),
    insertShots: studio.insertShots.handler(({ input }) => ({
      id: desk.insertShots(project(input), input.afterShotId as ShotId | null, input.shots),
    })),
    readPaste: studio.readPaste.handler(({ input }) => desk.readPaste(project(input), input.text, input.isNewVersion)),
    pasteShots: studio.pasteShots.handler(({ input }) =>
      desk.pasteShots(project(input), input.text, input.how as PasteWish),
    ),
    moveShots: studio.moveShots.handler(({ input }) =>
      desk.moveShots(project(input), shots(input), input.beforeShotId as ShotId | null),
    ),
    splitShot: studio.splitShot.handler(({ input }) => ({
      id: desk.splitShot(project(input), input.shotId as ShotId, input.atCharacter),
    })),
    mergeShots: studio.mergeShots.handler(({ input }) => desk.mergeShots(project(input), shots(input))),
    duplicateShots: studio.duplicateShots.handler(({ input }) => ({
      id: desk.duplicateShots(project(input), shots(input)),
    })),
    deleteShots: studio.deleteShots.handler(({ input }) => desk.deleteShots(project(input), shots(input))),
    setLook: studio.setLook.handler(({ input }) => desk.setLook(project(input), input.level, input)),
    setStory: studio.setStory.handler(({ input }) => desk.setStory(project(input), input.section, input.story)),
    setStill: studio.setStill.handler(({ input }) => desk.setStill(project(input), input.shotId as ShotId, input.file)),
    setPassage: studio.setPassage.handler(({ input }) =>
      desk.setPassage(project(input), input.shotId as ShotId, input),
    ),
    mendPassages: studio.mendPassages.handler(({ input }) =>
      desk.mendPassages(project(input), shots(input), input.how),
    ),
    addVariable: studio.addVariable.handler(({ input }) => ({
      id: desk.addVariable(project(input), input.name, input.text),
    })),
    setVariableText: studio.setVariableText.handler(({ input }) =>
      desk.setVariableText(project(input), variable(input), input.text),
    ),
    renameVariable: studio.renameVariable.handler(({ input }) =>
      desk.renameVariable(project(input), variable(input), input.name),
    ),
    removeVariable: studio.removeVariable.handler(({ input }) => desk.removeVariable(project(input), variable(input))),
    addVariableStill: studio.addVariableStill.handler(({ input }) =>
      desk.addVariableStill(project(input), variable(input), input.file),
    ),
    removeVariableStill: studio.removeVariableStill.handler(({ input }) =>
      desk.removeVariableStill(project(input), variable(input), input.stillId as MediaId),
    ),
    setTemplate: studio.setTemplate.handler(({ input }) => desk.setTemplate(input.model, input.template)),
    wordRecords: studio.wordRecords.handler(({ input }) => desk.wordRecords(project(input))),
    sent: studio.sent.handler(({ input }) => desk.sent(project(input), input.shotId as ShotId)),
    copyBrief: studio.copyBrief.handler(({ input }) => ({ markdown: desk.copyBrief(project(input)) })),
    readAnswer: studio.readAnswer.handler(({ input }) => desk.readAnswer(project(input), input.text)),
  }
}

function project({ projectId }: { readonly projectId: string }): ProjectId {
  return projectId as ProjectId
}

function variable({ variableId }: { readonly variableId: string }): VariableId {
  return variableId as VariableId
}

function shots({ shotIds }: { readonly shotIds: readonly string[] }): ShotId[] {
  return [...shotIds] as ShotId[]
}
