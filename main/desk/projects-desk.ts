import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectSummary } from '#main/library/project-cards.ts'
import { readableName } from '#main/library/readable-name.ts'
import { DEFAULT_RATE, DEFAULT_SEED, DEFAULT_SIZE } from '#main/make/defaults.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ProjectCard } from '#model/contract/project-card.ts'
import type { DiskUse, MissingMedia, SearchHit } from '#model/contract/projects-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { resolveFile } from './files-desk.ts'
import { BUNDLE_EXTENSION } from './projects/bundle/bundle-format.ts'
import { exportBundle, type BytesProgress, type ExportedBundle } from './projects/bundle/export-bundle.ts'
import { importBundle, type ImportedProject } from './projects/bundle/import-bundle.ts'
import { copyProject } from './projects/copy-project.ts'
import { createDiskUse, emptyFolder } from './projects/disk-use.ts'
import { listMissing } from './projects/missing-media.ts'
import { relinkFrom, relinkTo, type RelinkProgress } from './projects/relink.ts'
import { removeCutOff, removeProjects, removeUnheld, trashProject } from './projects/remove-projects.ts'
import { openSample, type OpenedSample } from './projects/sample-film.ts'
import { searchHits } from './projects/search-hits.ts'
import { createSectionStrips } from './projects/section-strips.ts'

export type ProjectsDesk = ReturnType<typeof createProjectsDesk>

export type NamedProject = { readonly projectId: ProjectId; readonly title: string }

/** What the Library shows, and what is done to whole projects. */
export function createProjectsDesk(context: DeskContext) {
  const { library, host, background } = context
  const { db, projects } = library
  const stripsOf = createSectionStrips(db)
  const diskUse = createDiskUse(library)

  function cards(summaries: readonly ProjectSummary[]): ProjectCard[] {
    const coming = comingCounts()
    const strips = stripsOf(
      new Map(summaries.flatMap(({ id, songId }) => (songId === null ? [] : [[id, songId] as const]))),
    )
    return summaries.map(({ songArtist, songTicks, songId, hasCover, ...summary }) => ({
      ...summary,
      artist: songArtist,
      durationSeconds: songTicks === null ? null : secondsFromTicks(songTicks),
      sections: strips.get(summary.id) ?? [],
      coverId: hasCover ? songId : null,
      comingCount: coming.get(summary.id) ?? 0,
    }))
  }

  /** Takes that are asked for and not settled yet, of each project that has such. */
  function comingCounts(): Map<ProjectId, number> {
    const rows = db.all<{ projectId: ProjectId; count: number }>(
      // What is done stays in the ledger for ever; what is open is few, and in an index of its own.
      `SELECT project_id AS projectId, count(*) AS count FROM request INDEXED BY request_open
       WHERE state NOT IN ('ready', 'cancelled') AND state NOT IN ('failed', 'refused', 'uncertain') GROUP BY project_id`,
    )
    return new Map(rows.map(({ projectId, count }) => [projectId, count]))
  }

  /** What waited for room goes on. */
  function tellOfRoom(): void {
    diskUse.forget()
    background.tryAgain()
  }

  return {
    list: (): ProjectCard[] => cards(projects.list()),
    trashed: (): ProjectCard[] => cards(projects.listTrash()),

    create(title: string): NamedProject {
      return db.transaction(() => {
        const wanted = title.trim() === '' ? projects.freeTitle('Untitled') : title.trim()
        const { id } = projects.create({
          title: wanted,
          songId: null,
          seed: DEFAULT_SEED,
          rate: DEFAULT_RATE,
          ...DEFAULT_SIZE,
        })
        return { projectId: id, title: wanted }
      })
    },

    rename(id: ProjectId, title: string): void {
      existingProject(library, id)
      projects.rename(id, title.trim())
    },

    duplicate(id: ProjectId): Promise<NamedProject> {
      const { title } = existingProject(library, id)
      return copyProject(library, id, `${title} copy`)
    },

    trash(id: ProjectId): void {
      existingProject(library, id)
      trashProject(library, id)
    },

    restore(id: ProjectId): NamedProject {
      existingProject(library, id)
      return { projectId: id, title: projects.restore(id) }
    },

    async emptyTrash(ids: readonly ProjectId[] | null): Promise<{ freedBytes: number }> {
      const inTrash = new Set(projects.listTrash().map(({ id }) => id))
      const unwanted = ids === null ? [...inTrash] : ids.filter(id => inTrash.has(id))
      // Files of nobody's first: on a full disk they make the room that the others' rows need to go.
      let freedBytes = ids === null ? await emptyFolder(library.trashDir) : 0
      freedBytes += await removeProjects(library, unwanted)
      if (ids === null) freedBytes += (await removeCutOff(library)) + (await removeUnheld(library))
      tellOfRoom()
      return { freedBytes }
    },

    /** What a power cut left half removed or half brought in goes. */
    clearCutOff: (): Promise<number> => removeCutOff(library),

    search: (text: string): SearchHit[] => searchHits(db, projects.search(text)),

    diskUse: (): Promise<DiskUse> => diskUse(),

    async clearCache(): Promise<{ freedBytes: number }> {
      if (db.get(`SELECT 1 FROM render WHERE state = 'running'`)) {
        const message = 'A film is being rendered from what is kept there. Wait until it is done, then clear the cache.'
        throw new StudioError('library/at-work', message)
      }
      const freedBytes = await emptyFolder(library.cacheDir)
      tellOfRoom()
      return { freedBytes }
    },

    missing: (id: ProjectId | null): Promise<MissingMedia[]> => listMissing(library, id),

    async relink(id: MediaId, file: FileRef): Promise<void> {
      await relinkTo(library, id, resolveFile(context, file))
      diskUse.forget()
    },

    async relinkFrom(
      id: ProjectId | null,
      folder: string,
      options: { signal: AbortSignal; onProgress: (progress: RelinkProgress) => void },
    ): Promise<{ foundCount: number; missingCount: number }> {
      const result = await relinkFrom(library, id, folder, options)
      diskUse.forget()
      return result
    },

    async exportBundle(
      id: ProjectId,
      path: string | null,
      options: { signal: AbortSignal; onProgress: BytesProgress },
    ): Promise<ExportedBundle> {
      const { title } = existingProject(library, id)
      const place = path ?? (await freePlace(join(library.dir, 'bundles'), title))
      return exportBundle(library, id, place, options)
    },

    importBundle(file: FileRef, options: { signal: AbortSignal; onProgress: BytesProgress }): Promise<ImportedProject> {
      return importBundle(library, resolveFile(context, file), options)
    },

    openSample: (isAnew: boolean, signal: AbortSignal): Promise<OpenedSample> =>
      openSample(library, host.resourcesDir, { isAnew, signal }),
  }
}

/** A name in the folder that no file has yet. */
async function freePlace(folder: string, title: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const name = readableName(title) || 'project'
  for (let count = 1; ; count += 1) {
    const path = join(folder, `${name}${count === 1 ? '' : ` ${count}`}${BUNDLE_EXTENSION}`)
    if (!existsSync(path)) return path
  }
}
