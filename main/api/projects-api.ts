import type { ProjectsDesk } from '#main/desk/projects-desk.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'
import { progressStream } from './progress-stream.ts'

type Bytes = { doneBytes: number; totalBytes: number }
type Looked = { lookedAtCount: number; foundCount: number }

export function projectsApi(studio: StudioImplementer['projects'], desk: ProjectsDesk) {
  return {
    list: studio.list.handler(() => desk.list()),
    trashed: studio.trashed.handler(() => desk.trashed()),
    create: studio.create.handler(({ input }) => desk.create(input.title)),
    rename: studio.rename.handler(({ input }) => desk.rename(input.projectId as ProjectId, input.title)),
    duplicate: studio.duplicate.handler(({ input }) => desk.duplicate(input.projectId as ProjectId)),
    trash: studio.trash.handler(({ input }) => desk.trash(input.projectId as ProjectId)),
    restore: studio.restore.handler(({ input }) => desk.restore(input.projectId as ProjectId)),
    emptyTrash: studio.emptyTrash.handler(({ input }) => desk.emptyTrash(input.projectIds as ProjectId[] | null)),
    search: studio.search.handler(({ input }) => desk.search(input.text)),
    diskUse: studio.diskUse.handler(() => desk.diskUse()),
    clearCache: studio.clearCache.handler(() => desk.clearCache()),
    missing: studio.missing.handler(({ input }) => desk.missing(input.projectId as ProjectId | null)),
    relink: studio.relink.handler(({ input }) => desk.relink(input.mediaId as MediaId, input.file)),
    relinkFrom: studio.relinkFrom.handler(({ input: { projectId, folder }, signal }) =>
      progressStream<Looked, { foundCount: number; missingCount: number }>(
        options => desk.relinkFrom(projectId as ProjectId | null, folder, options),
        signal,
      ),
    ),
    exportBundle: studio.exportBundle.handler(({ input: { projectId, path }, signal }) =>
      progressStream(options => desk.exportBundle(projectId as ProjectId, path, withBytes(options)), signal),
    ),
    importBundle: studio.importBundle.handler(({ input: { file }, signal }) =>
      progressStream(options => desk.importBundle(file, withBytes(options)), signal),
    ),
    openSample: studio.openSample.handler(({ input, signal }) =>
      desk.openSample(input.isAnew, signal ?? new AbortController().signal),
    ),
  }
}

function withBytes({ signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Bytes) => void }) {
  return { signal, onProgress: (doneBytes: number, totalBytes: number) => onProgress({ doneBytes, totalBytes }) }
}
