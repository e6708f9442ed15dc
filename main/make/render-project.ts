import { StudioError } from '#model/errors.ts'
import type { Project } from '#model/project.ts'
import { prepareOutput } from '#main/render/output-file.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { loadAnalysis, loadTags } from '#main/song/store.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { MakeContext, RunOptions } from './context.ts'
import { madeShots } from './describe-made.ts'
import type { MakeRequest, MakeResult } from './make-request.ts'
import { renderStage } from './render-stage.ts'
import { createStageClock } from './stage-clock.ts'
import { whileWorking } from './work.ts'

export type RenderProjectRequest = Pick<MakeRequest, 'outputPath' | 'span' | 'preset' | 'verify'> & {
  readonly projectTitle: string
}

/** The project of that title. Throws 'project/unknown', naming those there are. */
export function projectTitled(context: MakeContext, title: string): Project {
  const project = context.library.projects.byTitle(title)
  if (project) return project
  const titles = context.library.projects.list().map(card => `"${card.title}"`)
  const known = titles.length > 0 ? `There are: ${titles.join(', ')}.` : 'The library has no projects yet.'
  throw new StudioError('project/unknown', `There is no project called "${title}". ${known}`, { kind: 'usage' })
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
    // Minutes of work must not end in a folder that was never there.
    await prepareOutput(request.outputPath)
    const project = projectTitled(context, request.projectTitle)
    const latest = latestSequence(library.db, project.id)
    if (!latest || project.songId === null) {
      const message = `"${project.title}" has nothing to render yet. Make it first: make --song … --treatment … --out …`
      throw new StudioError('project/nothing-to-render', message)
    }
    const { sequence } = latest
    const shots = listShots(library.db, project.id)
    const tags = loadTags(library.db, project.songId)
    const { outputPath, span, preset, verify } = request
    const rendered = await clock.run('render', () =>
      renderStage(context, { sequence, shots, outputPath, span, preset, verify, tags }, work),
    )
    return {
      output: outputPath,
      project: project.title,
      frames: rendered.frames,
      fps: [sequence.rate.numerator, sequence.rate.denominator],
      size: [sequence.width, sequence.height],
      durationSeconds: rendered.durationSeconds,
      tempoBpm: loadAnalysis(library.db, project.songId, ANALYSER_VERSION)?.analysis.tempoBpm ?? null,
      shots: madeShots(sequence, shots, library.media),
      compromises: loadProjectTreatment(library.db, project.id).compromises,
      warnings: [],
      stages: clock.reports,
    }
  })
}
