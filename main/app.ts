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
import { renderProject, type RenderProjectRequest } from './make/render-project.ts'
import type { ImportReport } from './providers/folder/import-clips.ts'
import { loadCatalogue } from './providers/catalogue.ts'

/** The whole studio over one library: what the command line, the browser and the window are made of. */
export type Studio = {
  /** What windows speak to. */
  readonly api: Api
  make(request: MakeRequest, run: RunOptions): Promise<MakeResult>
  renderProject(request: RenderProjectRequest, run: RunOptions): Promise<MakeResult>
  importTakes(request: ImportTakesRequest, run: RunOptions): Promise<ImportReport>
  listProjects(): ProjectSummary[]
  close(): Promise<void>
}

type StudioOptions = { readonly libraryDir: string; readonly host: Host; readonly mustExist?: boolean }

/**
 * Builds every service by hand over the library in `libraryDir`: the one place where they meet. Where there is none it is
 * made, or with `mustExist` refused.
 * Rejects with the StudioErrors of opening a library and reading the catalogue.
 */
export async function createStudio({ libraryDir, host, mustExist = false }: StudioOptions): Promise<Studio> {
  const catalogue = loadCatalogue(host.resourcesDir)
  const library = openLibrary(libraryDir, { log: host.log, mustExist })
  const context: MakeContext = { library, catalogue, ffmpeg: ffmpegFinder(host) }
  const api = createApi({
    projects: library.projects,
    onChange: followChanges(library.db),
    reportBug: error => host.log(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  return {
    api,
    make: (request, run) => makeFilm(context, request, run),
    renderProject: (request, run) => renderProject(context, request, run),
    importTakes: (request, run) => importTakes(context, request, run),
    listProjects: () => library.projects.list(),
    close: async () => library.close(),
  }
}
