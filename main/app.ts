import { createApi, type Api } from './api.ts'
import type { Host } from './host.ts'
import { followChanges } from './library/changes.ts'
import { openLibrary } from './library/library.ts'
import type { ProjectSummary } from './library/projects.ts'
import type { MakeContext, RunOptions } from './make/context.ts'
import { ffmpegFinder } from './make/ffmpeg-finder.ts'
import { importTakes, type ImportTakesRequest } from './make/import-takes.ts'
import { makeFilm } from './make/make-film.ts'
import type { MakeRequest, MakeResult } from './make/make-request.ts'
import { planFilm, type PlanFilmRequest, type PlannedFilm } from './make/plan-film.ts'
import { renderProject, type RenderProjectRequest } from './make/render-project.ts'
import type { ImportReport } from './providers/folder/import-clips.ts'
import { loadCatalogue } from './providers/catalogue.ts'

type Watched = Pick<RunOptions, 'signal' | 'onProgress'>

/** The whole studio over one library: what the command line, the browser and the window are made of. */
export type Studio = {
  /** What windows speak to. */
  readonly api: Api
  make(request: MakeRequest, run: RunOptions): Promise<MakeResult>
  planFilm(request: PlanFilmRequest, run: Watched): Promise<PlannedFilm>
  renderProject(request: RenderProjectRequest, run: RunOptions): Promise<MakeResult>
  importTakes(request: ImportTakesRequest, run: RunOptions): Promise<ImportReport>
  listProjects(): ProjectSummary[]
  close(): Promise<void>
}

/**
 * Builds every service by hand over the library in `libraryDir` (made if there is none): the one place where they meet.
 * Rejects with the StudioErrors of opening a library and reading the catalogue.
 */
export function createStudio({ libraryDir, host }: { libraryDir: string; host: Host }): Promise<Studio> {
  const catalogue = loadCatalogue(host.resourcesDir)
  const library = openLibrary(libraryDir, { log: host.log })
  const context: MakeContext = { library, catalogue, ffmpeg: ffmpegFinder(host) }
  const api = createApi({
    projects: library.projects,
    onChange: followChanges(library.db),
    reportBug: error => host.log(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  return Promise.resolve({
    api,
    make: (request, run) => makeFilm(context, request, run),
    planFilm: (request, run) => planFilm(context, request, run),
    renderProject: (request, run) => renderProject(context, request, run),
    importTakes: (request, run) => importTakes(context, request, run),
    listProjects: () => library.projects.list(),
    close() {
      library.close()
      return Promise.resolve()
    },
  })
}
