import { StudioError } from '#model/errors.ts'
import { presetFor } from '#model/render-presets.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { MakeContext, RunOptions } from './context.ts'
import { describeMade } from './describe-made.ts'
import type { MakeRequest, MakeResult } from './make-request.ts'
import { prepareFilmPlace, requireEnding } from './output-place.ts'
import { projectTitled } from './project-titled.ts'
import { renderStage } from './render-stage.ts'
import { createStageClock } from './stage-clock.ts'
import { whileWorking } from './work.ts'

export type RenderProjectRequest = Pick<MakeRequest, 'outputPath' | 'span' | 'preset' | 'verify'> & {
  readonly projectTitle: string
}

/** Renders a project's newest sequence as it stands, edits by hand and all. Throws 'project/nothing-to-render'. */
export function renderProject(
  context: MakeContext,
  request: RenderProjectRequest,
  run: RunOptions,
): Promise<MakeResult> {
  return whileWorking(context, run, async work => {
    const { library } = context
    const clock = createStageClock()
    const project = projectTitled(context, request.projectTitle)
    const latest = latestSequence(library.db, project.id)
    if (!latest) {
      const message = `"${project.title}" has nothing to render yet. Make it first: make --song … --treatment … --out …`
      throw new StudioError('project/nothing-to-render', message)
    }
    const { sequence, isEditedByHand } = latest
    const { outputPath, span, verify } = request
    const preset = request.preset ?? presetFor(sequence)
    requireEnding(outputPath, preset)
    await prepareFilmPlace(library, outputPath, { files: [], clipFolder: null })
    const rendered = await clock.run('render', () =>
      renderStage(context, { sequence, outputPath, span, preset, verify }, work),
    )
    return describeMade(library, {
      output: outputPath,
      project: project.title,
      sequence,
      rendered,
      // What the plan gave up says nothing about a cut that a hand has changed.
      compromises: isEditedByHand ? [] : loadProjectTreatment(library.db, project.id).compromises,
      warnings: [],
      stages: clock.reports,
    })
  })
}
