import type { SentWords } from '#model/contract/treatment-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { TAKES_NO_REFERENCES, type TakesReferences } from '#model/reference-stills.ts'
import { isBound } from '#model/seam/binding.ts'
import { DEFAULT_MODEL, HANDLE_TICKS } from '#main/make/defaults.ts'
import { readingFor } from '#main/make/shot-spec.ts'
import { neighboursOf, seamsOf } from '#main/treatment/seam-bindings.ts'
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
  const shots = listShots(library.db, projectId)
  const shot = demandShots(shots, [shotId])[0]!
  const { templates, ...parts } = projectLook(context, project).of(shot)
  const wanted = shot.written.model ?? loadProjectTreatment(library.db, projectId).model ?? DEFAULT_MODEL
  const model = catalogue.models.find(({ id }) => id === wanted)
  return {
    parts,
    reading: readingFor(catalogue, wanted, templates),
    modelTitle: model?.title ?? wanted,
    takesReferences: takesReferences(model ?? TAKES_NO_REFERENCES),
    isBound: isBound(neighboursOf(seamsOf(library.db, projectId, shots), shotId)),
    handleTicks: HANDLE_TICKS,
    versions: listVersions(library.db, shotId).map(({ version, frozenAtMs, words }) => ({
      version,
      frozenAtMs,
      words,
    })),
  }
}

function takesReferences({ maxReferenceStills, takesReferencesWithFrames = false }: TakesReferences): TakesReferences {
  return { maxReferenceStills, takesReferencesWithFrames }
}
