import type { Host } from '#main/host.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { readOwnModels, withOwnModels } from '#main/services/own-models-file.ts'
import { ffmpegFinder } from './ffmpeg-finder.ts'
import type { ListenOptions } from './listen-to.ts'
import { lookIntoLibrary } from './look-into-library.ts'
import { planFilm, type PlanFilmRequest, type PlannedFilm } from './plan-film.ts'

/** A plan for a treatment and a song, without making or changing a library; as analyzeSong beside the studio, not in it. */
export function planUnkept(
  options: PlanFilmRequest & ListenOptions & { readonly libraryDir: string; readonly host: Host },
): Promise<PlannedFilm> {
  const { libraryDir, host } = options
  const shipped = loadCatalogue(host.resourcesDir)
  const catalogue = withOwnModels(shipped, readOwnModels(libraryDir, shipped).models)
  return lookIntoLibrary(libraryDir, host, db =>
    planFilm({ db, catalogue, ffmpeg: ffmpegFinder(host) }, options, options),
  )
}
