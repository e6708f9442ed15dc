import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeInSong } from '#main/make/hear-song.ts'
import type { MakeContext } from '#main/make/context.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { saveAssembled } from '#main/sequence/store.ts'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import { framesFromTicks, ticks } from '#model/time.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'

export const BIG = { title: 'A very long night', shots: 500, takesPerShot: 10, clips: 1000 } as const
const CLIP_FILES = 6
const RATE = { numerator: 24, denominator: 1 } as const

/**
 * A project of 500 shots and 5,000 takes, whose cut has 1,000 clips over a song of four minutes, in a new library in `dir`.
 * Takes share a handful of real clips: what is measured is how many there are, not how they look.
 */
export async function makeBigProject(dir: string, ffmpeg: FfmpegProgram): Promise<ProjectId> {
  const library = openLibrary(dir, { log: line => console.error(line) })
  const scratch = await mkdtemp(join(tmpdir(), 'flythrough-big-'))
  try {
    const host = nodeHost(() => {})
    const context: MakeContext = {
      library,
      catalogue: loadCatalogue(host.resourcesDir),
      ffmpeg: () => Promise.resolve(ffmpeg),
    }
    const songPath = join(scratch, 'song.flac')
    await makeDemoSong(ffmpeg, songPath)
    const run = { signal: new AbortController().signal, onProgress: () => {}, log: () => {} }
    const { songId, analysis } = await takeInSong(context, songPath, { ...run, isLinked: false })
    const media = await makeClips(library, scratch, ffmpeg)
    const film = { songId, seed: 1, rate: RATE, width: 640, height: 360 }
    const project = library.projects.create({ title: BIG.title, ...film })
    const songFrames = framesFromTicks(analysis.durationTicks, RATE)
    fillRows(library, project.id, media, songFrames)
    saveAssembled(library.db, cutOf(project.id, songId, media, songFrames))
    return project.id
  } finally {
    library.close()
    await rm(scratch, { recursive: true })
  }
}

async function makeClips(library: Library, scratch: string, ffmpeg: FfmpegProgram): Promise<MediaId[]> {
  const ids: MediaId[] = []
  for (let number = 0; number < CLIP_FILES; number++) {
    const path = join(scratch, `clip-${number}.mp4`)
    const picture = ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=24:duration=5,hue=h=${60 * number}`]
    const encode = ['-c:v', 'libx264', '-preset', 'superfast', '-pix_fmt', 'yuv420p', '-y', `file:${path}`]
    await runFfmpeg(ffmpeg, ['-v', 'error', ...picture, ...encode])
    const { facts } = await probeVideo(path, ffmpeg)
    ids.push(await library.media.importFile(path, 'take', { facts }))
  }
  return ids
}

/** Shots in even places over the whole song, each with its takes; of every shot the third take is circled. */
function fillRows({ db }: Library, projectId: ProjectId, media: readonly MediaId[], songFrames: number): void {
  const nowMs = Date.now()
  const at = (index: number): number => Math.floor((index * songFrames) / BIG.shots)
  db.transaction(() => {
    for (let index = 0; index < BIG.shots; index++) {
      const shotId = shotOf(index)
      db.run(
        `INSERT INTO shot (id, project_id, serial, position, prompt, what_happens, camera_move, start_frame, end_frame, ask_ticks, created_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          shotId,
          projectId,
          index + 1,
          index,
          `Low flight through street ${index}, rain on the lens, one red car far ahead`,
          `Street ${index}`,
          'fly forward',
          at(index),
          at(index + 1),
          3_528_000_000,
          nowMs,
        ],
      )
      for (let number = 1; number <= BIG.takesPerShot; number++) {
        const takeId = takeOf(index, number)
        db.run(
          'INSERT INTO take (id, project_id, number, media_id, judgement, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
          [
            takeId,
            projectId,
            number,
            media[(index + number) % media.length]!,
            judgementOf(number),
            `Low flight through street ${index}`,
            nowMs + index * BIG.takesPerShot + number,
          ],
        )
        db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, shotId])
      }
    }
  })
}

function judgementOf(number: number): string {
  if (number === 3) return 'circled'
  return number % 3 === 0 ? 'rejected' : number % 3 === 1 ? 'kept' : 'unseen'
}

function shotOf(index: number): ShotId {
  return `big-shot-${index}` as ShotId
}

function takeOf(index: number, number: number): TakeId {
  return `big-take-${index}-${number}` as TakeId
}

function cutOf(projectId: ProjectId, songId: MediaId, media: readonly MediaId[], songFrames: number): Sequence {
  const at = (index: number): number => Math.floor((index * songFrames) / BIG.clips)
  const plain = { sourceStartTicks: ticks(0), speed: { numerator: 1, denominator: 1 } }
  const clips = Array.from({ length: BIG.clips }, (_, index): Clip => {
    const shot = Math.floor((index * BIG.shots) / BIG.clips)
    const takeId = takeOf(shot, 3)
    return {
      ...plain,
      kind: 'clip',
      id: `big-clip-${index}` as ItemId,
      shotId: shotOf(shot),
      source: { kind: 'take', takeId, mediaId: media[(shot + 3) % media.length]! },
      frameCount: at(index + 1) - at(index),
      sourceStartTicks: ticks(705_600_000),
    }
  })
  const song: Clip = {
    ...plain,
    kind: 'clip',
    id: 'big-song' as ItemId,
    shotId: null,
    source: { kind: 'song', mediaId: songId },
    frameCount: songFrames,
  }
  return {
    id: 'big-cut' as SequenceId,
    projectId,
    name: 'Cut 1',
    rate: RATE,
    width: 640,
    height: 360,
    film: { headFrames: 0, songFrames, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items: clips },
      { kind: 'sound', name: 'A1', items: [song] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }
}
