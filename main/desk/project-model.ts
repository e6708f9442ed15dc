import type { ReadableDb } from '#main/db/open.ts'
import { DEFAULT_MODEL } from '#main/make/defaults.ts'
import { loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { ProjectId } from '#model/ids.ts'

/** The model that takes of a project are asked of where a shot names none. */
export function modelOfProject(db: ReadableDb, projectId: ProjectId): string {
  return loadProjectTreatment(db, projectId).model ?? DEFAULT_MODEL
}
