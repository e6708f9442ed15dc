import { createApi, type Api } from './api.ts'
import type { Host } from './host.ts'
import { createBackground } from './desk/background.ts'
import { followAttention } from './desk/attention/follow-attention.ts'
import { workUnderWay, worksHere } from './desk/attention/work-under-way.ts'
import { createDesks } from './desk/desks.ts'
import type { ServicesDesk } from './desk/services-desk.ts'
import type { OutboxDesk } from './desk/outbox-desk.ts'
import { pathOfOwnFile } from './desk/files/own-files.ts'
import { receiveUpload, type Upload } from './desk/files/uploads.ts'
import { createChangeFollower, type ChangeFollower } from './library/change-counts.ts'
import { openLibrary } from './library/library.ts'
import type { ProjectSummary } from './library/project-cards.ts'
import { drawCaption, drawGapCard } from './captions/caption.ts'
import { readSetting } from './library/settings.ts'
import type { MakeContext, RunOptions } from './make/context.ts'
import { ffmpegFinder } from './make/ffmpeg-finder.ts'
import { filmStill } from './make/film-still.ts'
import { importTakes, type ImportTakesRequest } from './make/import-takes.ts'
import { makeFilm } from './make/make-film.ts'
import type { MakeRequest, MakeResult } from './make/make-request.ts'
import { projectTitled } from './make/project-titled.ts'
import { renderProject, type RenderProjectRequest } from './make/render-project.ts'
import type { ImportReport } from './providers/folder/import-clips.ts'
import { loadCatalogue } from './providers/catalogue.ts'
import { readOwnModels, withOwnModels } from './services/own-models-file.ts'
import { liveCatalogue } from './services/live-catalogue.ts'
import type { OwnFile } from '#model/contract/files-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import { createMediaRoutes, type MediaRoutes } from './proxies/media-routes.ts'
import { createProxies } from './proxies/proxies.ts'
import { SETTINGS } from '#model/settings.ts'

/** The whole studio over one library: what the command line, the browser and the window are made of. */
export type Studio = {
  /** What windows speak to. */
  readonly api: Api
  /** Takes in a file that a browser sends; resolves to the id under which `api` takes it. */
  readonly receiveUpload: (upload: Upload) => Promise<string>
  /** The library's pictures and sounds, for the site that a window is shown. */
  readonly media: MediaRoutes
  make(request: MakeRequest, run: RunOptions): Promise<MakeResult>
  renderProject(request: RenderProjectRequest, run: RunOptions): Promise<MakeResult>
  importTakes(request: ImportTakesRequest, run: RunOptions): Promise<ImportReport>
  listProjects(): ProjectSummary[]
  readonly services: ServicesDesk
  /** The project of that title. Throws 'project/unknown'. */
  projectIdOf(title: string): ProjectId
  /** What is asked for, for the command line. */
  readonly outbox: OutboxDesk
  readonly followChanges: ChangeFollower
  /**
   * Where a finished film or a media file lies.
   * @throws StudioError files/gone | media/missing | media/changed | media/unreadable
   */
  pathOf(file: OwnFile): string
  /** Whether this very process renders a film: it would have to go on the next time. */
  isRendering(): boolean
  /** From now on takes are made and films rendered behind the screens, whenever some are asked for. */
  startWorking(): void
  close(): Promise<void>
}

export type StudioOptions = { readonly libraryDir: string; readonly host: Host; readonly mustExist?: boolean }

/**
 * Builds every service by hand over the library in `libraryDir`: the one place where they meet. Where there is none it is
 * made, or with `mustExist` refused.
 * Rejects with the StudioErrors of opening a library and reading the catalogue.
 */
export async function createStudio({ libraryDir, host, mustExist = false }: StudioOptions): Promise<Studio> {
  const asShipped = loadCatalogue(host.resourcesDir)
  const library = openLibrary(libraryDir, { log: host.log, mustExist })
  const ownModels = readOwnModels(libraryDir, asShipped)
  if (ownModels.trouble !== null) host.log(ownModels.trouble)
  const shipped = withOwnModels(asShipped, ownModels.models)
  const context: MakeContext = {
    library,
    catalogue: liveCatalogue(library.db, shipped),
    ffmpeg: ffmpegFinder(host, () => readSetting(library.db, SETTINGS.ffmpegPath)),
  }
  const closer = new AbortController()
  const background = createBackground(context, { closing: closer.signal, log: host.log })
  const desks = createDesks({
    ...context,
    shipped,
    ownModels,
    host,
    keys: host.keys,
    background,
    closing: closer.signal,
  })
  const follow = createChangeFollower(library.db)
  if (host.shell) {
    const { db } = library
    const followRender = desks.renders.onProgress
    followAttention({ db, follow, shell: host.shell, followRender, closing: closer.signal })
  }
  const api = createApi({
    desks,
    followChanges: follow,
    reportBug: error => host.log(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  const proxies = createProxies({ library, ffmpeg: context.ffmpeg, closing: closer.signal, log: host.log })
  return {
    api,
    media: createMediaRoutes(library, proxies, {
      frame: (id, frame) => filmStill(context, id, frame),
      over: drawCaption,
      card: drawGapCard,
    }),
    receiveUpload: upload => receiveUpload(library, upload),
    make: (request, run) => makeFilm(context, request, run),
    renderProject: (request, run) => renderProject(context, request, run),
    importTakes: (request, run) => importTakes(context, request, run),
    listProjects: () => library.projects.list(),
    services: desks.services,
    projectIdOf: title => projectTitled(context, title).id,
    outbox: desks.outbox,
    followChanges: follow,
    pathOf: file => pathOfOwnFile(library, file),
    isRendering: () => workUnderWay(library.db).renderIds.length > 0 && worksHere(library.db),
    startWorking() {
      if (closer.signal.aborted) return
      background.start()
      if (!library.db.isReadOnly) desks.projects.clearCutOff().catch((error: unknown) => host.log(String(error)))
      proxies.start()
    },
    async close() {
      closer.abort()
      await background.stopped()
      await proxies.idle()
      await desks.seams.idle()
      library.close()
    },
  }
}
