import { searchTakes } from '#main/library/search.ts'
import { listTakeShots, takeRows } from '#main/takes/take-rows.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ArrivedFile } from '#model/contract/take-import.ts'
import type { TakeDetail, TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { modelName, modelsCalled } from '#model/catalogue.ts'
import type { MediaId, ProjectId, TakeId } from '#model/ids.ts'
import type { DeskContext } from './desk-context.ts'
import { dailiesOf, endDailies } from './takes/dailies.ts'
import { missingTakes } from './takes/missing-takes.ts'
import { remaking } from './takes/remake.ts'
import { reviewFiles } from './takes/review-files.ts'
import { takeDetail } from './takes/take-detail.ts'
import { takeGestures } from './takes/take-gestures.ts'
import { takeInFiles, type FilesToTakeIn } from './takes/take-in-files.ts'
import { dismissFiles, followArrivals, watchFolder, type Arrivals } from './takes/watched-folder.ts'

export type TakesDesk = ReturnType<typeof createTakesDesk>

/** The takes of a project: what came of the asking and of the user's own files, and how a person judges it. */
export function createTakesDesk(context: DeskContext) {
  const { library, catalogue } = context
  const { db } = library
  return {
    *list(projectId: ProjectId, isTrash: boolean): Generator<TakeRow, void> {
      for (const row of takeRows(db, projectId, isTrash)) {
        const { request } = row
        yield request ? { ...row, request: { ...request, model: modelName(catalogue, request.model) } } : row
      }
    },
    missing: (projectId: ProjectId): Promise<MediaId[]> => missingTakes(library, projectId),
    shots: (projectId: ProjectId): TakeShot[] => listTakeShots(db, projectId),
    detail: (takeId: TakeId): TakeDetail => takeDetail(library, catalogue, takeId),
    search: (projectId: ProjectId, text: string): TakeId[] =>
      searchTakes(db, projectId, text, modelsCalled(catalogue, text)),
    ...takeGestures(context),
    ...remaking(context),
    dailies: (projectId: ProjectId) => dailiesOf(db, projectId),
    endDailies: (projectId: ProjectId, untilMs: number) => endDailies(db, projectId, untilMs),
    review: (wish: { projectId: ProjectId; files: readonly FileRef[] }, signal: AbortSignal) =>
      reviewFiles(context, wish, signal),
    takeIn: (wish: FilesToTakeIn, signal: AbortSignal) => takeInFiles(context, wish, signal),
    watch: (projectId: ProjectId, folder: string | null) => watchFolder(context, projectId, folder),
    followArrivals: (projectId: ProjectId, listener: (arrivals: Arrivals) => void) =>
      followArrivals(context, projectId, listener),
    dismiss: (projectId: ProjectId, files: readonly ArrivedFile[]) => dismissFiles(db, projectId, files),
  }
}
