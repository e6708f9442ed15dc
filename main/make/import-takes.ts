import { importClips, type ImportReport } from '#main/providers/folder/import-clips.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { MakeContext, RunOptions } from './context.ts'
import { projectTitled } from './project-titled.ts'

export type ImportTakesRequest = {
  readonly projectTitle: string
  readonly folder: string
  /** Leave the clips where they are instead of copying them into the library. */
  readonly isLinked: boolean
}

/** Takes the clips of a folder into a project, matched to its shots. Throws 'project/unknown' and what importClips throws. */
export async function importTakes(
  context: MakeContext,
  request: ImportTakesRequest,
  run: RunOptions,
): Promise<ImportReport> {
  const project = projectTitled(context, request.projectTitle)
  const shots = listShots(context.library.db, project.id)
  return importClips(context.library, await context.ffmpeg(), project.id, shots, request.folder, {
    isLinked: request.isLinked,
    signal: run.signal,
    onProgress: (done, total) => run.onProgress({ stage: 'takes', done, total, unit: 'clips', secondsLeft: null }),
  })
}
