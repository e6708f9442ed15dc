import type { SentWords } from '#model/contract/treatment-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { DEFAULT_MODEL, HANDLE_TICKS } from '#main/make/defaults.ts'
import { readingFor } from '#main/make/shot-spec.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { listVersions } from '#main/treatment/shot-versions.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { demandShots } from './gesture.ts'
import { projectLook } from './project-look.ts'

/** What would be sent for a shot now, and what once was. Throws StudioError treatment/no-shot. */
export function sentWords(context: DeskContext, projectId: ProjectId, shotId: ShotId): SentWords {
  const { library, catalogue } = context
  const project = existingProject(library, projectId)
  const shot = demandShots(listShots(library.db, projectId), [shotId])[0]!
  const { templates, ...parts } = projectLook(context, project).of(shot)
  const wanted = shot.written.model ?? loadProjectTreatment(library.db, projectId).model ?? DEFAULT_MODEL
  const model = catalogue.models.find(({ id }) => id === wanted)
  return {
    parts,
    reading: readingFor(catalogue, wanted, templates),
    modelTitle: model?.title ?? wanted,
    maxReferenceStills: model?.maxReferenceStills ?? 0,
    handleTicks: HANDLE_TICKS,
    versions: listVersions(library.db, shotId).map(({ version, frozenAtMs, words }) => ({
      version,
      frozenAtMs,
      words,
    })),
  }
}
