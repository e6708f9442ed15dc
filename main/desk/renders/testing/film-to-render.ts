import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBackground, type Background } from '../../background.ts'
import { createRendersDesk, type RendersDesk } from '../../renders-desk.ts'
import type { Library } from '#main/library/library.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { writeSettings } from '#main/library/settings.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { writeBarCodeClip } from '#main/render/testing/bar-code.ts'
import { writeClickSong } from '#main/render/testing/clicks.ts'
import { clipOf, rate, sequenceOf, SIZE, withSong } from '#main/render/testing/render-world.ts'
import { saveAssembled } from '#main/sequence/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import type { VideoFacts } from '#model/take.ts'

/** Files that a film can really be rendered of. */
export type FilmMaterial = {
  readonly songPath: string
  readonly takes: readonly { readonly path: string; readonly facts: VideoFacts }[]
  remove(): void
}

/** For tests: three takes of numbered pictures and a song; made once for many. */
export async function filmMaterial(): Promise<FilmMaterial> {
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-film-'))
  const { ffmpeg } = await findFfmpeg()
  const songPath = join(folder, 'song.wav')
  await writeClickSong(songPath, 3, ffmpeg)
  const takes = await Promise.all(
    [1, 2, 3].map(async number => {
      const path = join(folder, `take ${number}.mp4`)
      await writeBarCodeClip({ path, clip: number, pictures: 48, rate: rate(24), ...SIZE }, ffmpeg)
      return { path, facts: (await probeVideo(path, ffmpeg)).facts }
    }),
  )
  return { songPath, takes, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A project with a cut of three clips over a song. */
export type FilmToRender = {
  readonly library: Library
  /** Where its films go. */
  readonly folder: string
  readonly wish: { readonly projectId: ProjectId; readonly sequenceId: SequenceId }
  readonly sequence: Sequence
  /** A desk over the library, or over it as another process opened it, with background work that begins when it is told to; until it is closed, or the test ends. */
  desk(over?: Library): { readonly renders: RendersDesk; readonly background: Background; close(): Promise<void> }
}

/** For tests: in a library of its own. */
export async function filmToRender({ songPath, takes }: FilmMaterial): Promise<FilmToRender> {
  const library = temporaryLibrary()
  const { db, media, projects } = library
  const folder = temporaryFolder()
  writeSettings(db, { rendersFolder: folder })
  const songId = await media.importFile(songPath, 'song')
  const project = projects.create({ title: 'Left On', songId, seed: 7, rate: rate(24), ...SIZE })
  const clips: Clip[] = []
  for (const [index, { path, facts }] of takes.entries()) {
    const number = index + 1
    const mediaId = await media.importFile(path, 'take', { facts })
    const [shotId, takeId] = [`shot ${number}` as ShotId, `take ${number}` as TakeId]
    db.run('INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, 0)', [
      shotId,
      project.id,
      number,
      index,
      `words ${number}`,
    ])
    db.run(`INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, 1, ?, ?, 0)`, [
      takeId,
      project.id,
      mediaId,
      number === 3 ? 'unseen' : 'circled',
    ])
    clips.push(clipOf(number, 16, { shotId, source: { kind: 'take', takeId, mediaId }, startSeconds: 0.5 }))
  }
  const sequence = {
    ...withSong(sequenceOf(clips), songId),
    id: 'cut' as SequenceId,
    name: 'Cut 1',
    projectId: project.id,
  }
  saveAssembled(db, sequence)
  return {
    library,
    folder,
    sequence,
    wish: { projectId: project.id, sequenceId: sequence.id },
    desk(over = library) {
      const closer = new AbortController()
      const context = temporaryContext(over)
      const background = createBackground(context, { closing: closer.signal, log: () => {} })
      const close = async (): Promise<void> => {
        closer.abort()
        await background.stopped()
      }
      onTestFinished(close)
      return { renders: createRendersDesk({ ...context, background, closing: closer.signal }), background, close }
    },
  }
}
