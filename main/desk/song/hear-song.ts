import { basename, extname } from 'node:path'
import { recordRows } from '#main/history/rows.ts'
import { DEFAULT_RATE, DEFAULT_SEED, DEFAULT_SIZE } from '#main/make/defaults.ts'
import { takeInSong } from '#main/make/hear-song.ts'
import { checkFile } from '#main/song/decode.ts'
import { analyseApart, lookApart } from '#main/song/ear.ts'
import { readSongTags } from '#main/song/tags.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Hearing } from '#model/contract/song-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { SongTags } from '#model/song.ts'
import { secondsFromTicks, ticksFromSamples } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { resolveFile } from '../files-desk.ts'
import { effectiveSong } from './effective-song.ts'
import { startJob, type LiveJob } from './live-job.ts'

/** Takes songs in: what can be seen of one is there within a second, what can be heard in it follows. */
export function createSongHearing(context: DeskContext) {
  const { library } = context
  const running = new Map<ProjectId, LiveJob<Hearing>>()

  /**
   * Throws StudioError project/unknown | song/already-there | song/being-heard | files/unreadable | upload/gone; the job what is
   * wrong with the file.
   */
  function take(projectId: ProjectId | null, file: FileRef): LiveJob<Hearing> {
    if (projectId !== null && existingProject(library, projectId).songId !== null) {
      throw new StudioError(
        'song/already-there',
        'This project has a song. Replace it instead: what was made goes along.',
      )
    }
    if (projectId !== null && running.has(projectId)) {
      throw new StudioError('song/being-heard', 'A song is being heard for this project already.')
    }
    const path = resolveFile(context, file)
    const job = startJob<Hearing>(tell => listenAndTell(projectId, path, tell))
    if (projectId !== null) running.set(projectId, job)
    return job

    async function listenAndTell(id: ProjectId | null, songPath: string, tell: (event: Hearing) => void) {
      let own = id
      try {
        const seen = await look(songPath)
        own = id ?? createProject(titleOf(seen.tags, songPath))
        running.set(own, job)
        tell({ ...seen.waveform, projectId: own, title: library.projects.byId(own)?.title ?? '' })
        await hearAll(own, songPath, secondsFromTicks(seen.waveform.durationTicks), tell, id === null)
      } finally {
        if (own !== null) running.delete(own)
      }
    }
  }

  /** The quick look: rejects with what is wrong with the file. */
  async function look(path: string) {
    await checkFile(path)
    const { tags } = await readSongTags(path)
    const signal = context.closing
    const { sampleRate, sampleCount, waveform } = await lookApart(await context.ffmpeg(), path, { signal })
    return {
      tags,
      waveform: {
        kind: 'waveform' as const,
        artist: tags.artist,
        durationTicks: ticksFromSamples(sampleCount, sampleRate),
        sampleRate,
        samplesPerBucket: waveform.samplesPerBucket,
        minMax: [...waveform.minMax],
      },
    }
  }

  async function hearAll(
    projectId: ProjectId,
    path: string,
    seconds: number,
    tell: (event: Hearing) => void,
    isNew: boolean,
  ): Promise<void> {
    const { songId } = await takeInSong(context, path, {
      signal: context.closing,
      analyse: analyseApart,
      isLinked: false,
      onProgress: ({ done }) => tell({ kind: 'progress', share: Math.min(1, done / Math.max(1, seconds)) }),
    })
    const keep = (): void => library.projects.setFilm(projectId, { ...existingProject(library, projectId), songId })
    if (isNew) keep()
    else {
      const rows = [{ table: 'project', where: { id: projectId } } as const]
      recordRows(library.db, { projectId, document: 'song', name: 'Take in the song', rows }, keep)
    }
    tell({ kind: 'done', projectId })
  }

  function createProject(title: string): ProjectId {
    const { projects, db } = library
    return db.transaction(
      () =>
        projects.create({
          title: projects.freeTitle(title),
          songId: null,
          seed: DEFAULT_SEED,
          rate: DEFAULT_RATE,
          ...DEFAULT_SIZE,
        }).id,
    )
  }

  return {
    take,

    /** Watches what is under way; a song that this version of the analyser has not heard is heard now. */
    hear(projectId: ProjectId): LiveJob<Hearing> {
      const known = running.get(projectId)
      if (known) return known
      const { songId } = existingProject(library, projectId)
      if (songId === null || effectiveSong(context, projectId)) return startJob(() => Promise.resolve())
      const job = startJob<Hearing>(async tell => {
        try {
          const path = library.media.pathOf(songId)
          const seen = await look(path)
          tell({ ...seen.waveform, projectId, title: existingProject(library, projectId).title })
          await takeInSong(context, path, {
            signal: context.closing,
            analyse: analyseApart,
            isLinked: library.media.byId(songId)?.isLinked ?? false,
            onProgress: ({ done }) =>
              tell({ kind: 'progress', share: Math.min(1, done / secondsFromTicks(seen.waveform.durationTicks)) }),
          })
          tell({ kind: 'done', projectId })
        } finally {
          running.delete(projectId)
        }
      })
      running.set(projectId, job)
      return job
    },
  }
}

function titleOf(tags: SongTags, path: string): string {
  const name = tags.title ?? basename(path, extname(path)).replaceAll('_', ' ').trim()
  return name === '' ? 'Untitled' : name
}
