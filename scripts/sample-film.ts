/**
 * Makes the sample film that comes with the program, `resources/sample/sample-film.flythrough`: a minute of the demo's song, fourteen
 * of its shots drawn small, all circled, and a finished cut. Run it with `node scripts/sample-film.ts` when what it is made of changes.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 as uuid } from 'uuid'
import { createStudio } from '#main/app.ts'
import { exportBundle } from '#main/desk/projects/bundle/export-bundle.ts'
import { samplePath } from '#main/desk/projects/sample-film.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { takeInSong } from '#main/make/hear-song.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { latestSequence, saveAssembled } from '#main/sequence/store.ts'
import { circleTake, listTakes } from '#main/takes/store.ts'
import { parseTreatment } from '#main/treatment/parse/parse-treatment.ts'
import { dissolve } from '#model/edit/dissolve.ts'
import type { ItemId, MediaId, ProjectId } from '#model/ids.ts'
import type { SongRepairs } from '#model/song-repair/song-repairs.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { Sequence, Track, TrackItem } from '#model/sequence.ts'
import { demoGrid } from './demo/grid.ts'
import { makeDemoSong } from './demo/make-song.ts'

const TITLE = 'Sample film: One Long Morning'
const SIZE = { width: 640, height: 360 }
/** By their ids in the demo's treatment, in the order of the film, with the section they stand in here. */
const SHOTS: readonly (readonly [id: string, section: string])[] = [
  ['first-light', 'intro'],
  ['garden', 'intro'],
  ['bubbles', 'verse'],
  ['first-snow', 'verse'],
  ['school-corridor', 'verse'],
  ['train', 'verse'],
  ['fairground', 'chorus'],
  ['fireworks', 'chorus'],
  ['road-tunnel', 'chorus'],
  ['city-rain', 'chorus'],
  ['first-dance', 'chorus'],
  ['airport', 'bridge'],
  ['beach', 'outro'],
  ['aurora', 'outro'],
]
const DISSOLVE_HALF_FRAMES = 12
const MOST_BYTES = 4_000_000

const quiet = { signal: new AbortController().signal, onProgress: () => {} }

const resourcesDir = fileURLToPath(new URL('../resources', import.meta.url))

/** The song as people send songs: compressed, with its tags. */
async function makeSong(ffmpeg: FfmpegProgram, folder: string): Promise<string> {
  const [played, song] = [join(folder, 'song.flac'), join(folder, 'One Long Morning.m4a')]
  await makeDemoSong(ffmpeg, played, { form: 'sample' })
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', `file:${played}`, '-c:a', 'aac', '-b:a', '96k', '-y', `file:${song}`])
  return song
}

function writePrompts(folder: string): string {
  const demo = parseTreatment(readFileSync(join(resourcesDir, 'demo', 'treatment.md'), 'utf8'), 'markdown')
  const shots = SHOTS.map(([id, section]) => {
    const shot = demo.shots.find(shot => shot.id === id)
    if (!shot) throw new Error(`the demo's treatment has no shot ${id}`)
    return { ...shot, section }
  })
  const path = join(folder, 'treatment.json')
  writeFileSync(path, JSON.stringify({ ...demo, title: TITLE, shots }))
  return path
}

/** The same pictures in a tenth of the bytes, for a program that is downloaded whole. */
async function makeSmall(ffmpeg: FfmpegProgram, from: string, to: string): Promise<void> {
  const picture = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '30', '-g', '48', '-pix_fmt', 'yuv420p']
  const args = ['-v', 'error', '-i', `file:${from}`, '-an', '-fps_mode', 'passthrough', ...picture]
  await runFfmpeg(ffmpeg, [...args, '-movflags', '+faststart', '-bitexact', '-y', `file:${to}`])
}

/** The project with its song's sections set by hand: a minute is too short for a machine to be sure of them. */
async function beginProject(libraryDir: string, ffmpeg: FfmpegProgram, songPath: string): Promise<void> {
  const library = openLibrary(libraryDir, { log: () => {} })
  const context = { library, catalogue: loadCatalogue(resourcesDir), ffmpeg: () => Promise.resolve(ffmpeg) }
  const { songId, analysis } = await takeInSong(context, songPath, { ...quiet, isLinked: false })
  const rate = { numerator: 24, denominator: 1 }
  const { id } = library.projects.create({ title: TITLE, songId, seed: 1, rate, ...SIZE })
  const sections = demoGrid('sample').sections.map(({ label, startSeconds, endSeconds }, index, all) => ({
    startTicks: ticksFromSeconds(startSeconds),
    endTicks: index === all.length - 1 ? analysis.durationTicks : ticksFromSeconds(endSeconds),
    label,
    name: null,
  }))
  const repairs: SongRepairs = { grid: null, sections, settled: [] }
  library.db.run('INSERT INTO song_repair (project_id, media_id, document_json, updated_at_ms) VALUES (?, ?, ?, ?)', [
    id,
    songId,
    JSON.stringify(repairs),
    Date.now(),
  ])
  library.close()
}

async function shrinkAndCircle(library: Library, ffmpeg: FfmpegProgram, projectId: ProjectId, folder: string) {
  const { db, media } = library
  const small = new Map<MediaId, MediaId>()
  for (const { take } of listTakes(db, projectId)) {
    if (!take.media) throw new Error(`take ${take.number} of the sample was not made`)
    const to = join(folder, media.byId(take.media.id)!.fileName)
    await makeSmall(ffmpeg, media.pathOf(take.media.id), to)
    const id = await media.importFile(to, 'take', { facts: take.media.facts })
    small.set(take.media.id, id)
    db.run('UPDATE take SET media_id = ? WHERE id = ?', [id, take.id])
    circleTake(db, take.id)
  }
  return small
}

/** The cut over the small takes, with a dissolve where each section begins. */
function finishedCut(sequence: Sequence, small: ReadonlyMap<MediaId, MediaId>): Sequence {
  return {
    ...sequence,
    tracks: sequence.tracks
      .map(track => (track.kind === 'picture' ? softened(track, sequence.anchorFrames) : track))
      .map(track => ({ ...track, items: track.items.map(item => overSmall(item, small)) })),
  }
}

function softened(track: Track, anchors: readonly number[]): Track {
  let frame = 0
  const begins: ItemId[] = []
  for (const item of track.items) {
    if (item.kind === 'transition') continue
    if (frame > 0 && anchors.includes(frame)) begins.push(item.id)
    frame += item.frameCount
  }
  return begins.reduce((done, id) => dissolve(done, id, uuid() as ItemId, DISSOLVE_HALF_FRAMES), track)
}

function overSmall(item: TrackItem, small: ReadonlyMap<MediaId, MediaId>): TrackItem {
  if (item.kind !== 'clip' || item.source.kind !== 'take') return item
  return { ...item, source: { ...item.source, mediaId: small.get(item.source.mediaId) ?? item.source.mediaId } }
}

const folder = mkdtempSync(join(tmpdir(), 'flythrough-sample-'))
try {
  const { ffmpeg } = await findFfmpeg()
  const libraryDir = join(folder, 'library')
  const host = nodeHost(line => console.error(line))
  const songPath = await makeSong(ffmpeg, folder)
  await beginProject(libraryDir, ffmpeg, songPath)
  const studio = await createStudio({ libraryDir, host })
  await studio.make(
    {
      songPath,
      treatmentPath: writePrompts(folder),
      outputPath: join(folder, 'film.mp4'),
      takeSource: { kind: 'animatic' },
      model: null,
      size: SIZE,
      rate: null,
      takesPerShot: 1,
      seed: null,
      shotCount: null,
      transition: 'cut',
      span: { fromSeconds: null, toSeconds: null },
      preset: 'youtube-1080p',
      projectTitle: TITLE,
      isNewVersion: false,
      verify: 'quick',
      isLinked: false,
    },
    { ...quiet, log: line => console.error(line) },
  )
  await studio.close()
  const library = openLibrary(libraryDir, { log: () => {} })
  const project = library.projects.byTitle(TITLE)!
  const small = await shrinkAndCircle(library, ffmpeg, project.id, folder)
  saveAssembled(library.db, finishedCut(latestSequence(library.db, project.id)!.sequence, small))
  library.db.run('DELETE FROM render')
  const out = samplePath(resourcesDir)
  mkdirSync(dirname(out), { recursive: true })
  await exportBundle(library, project.id, out, quiet)
  library.close()
  const { size } = statSync(out)
  if (size > MOST_BYTES) throw new Error(`the sample has ${size} bytes, more than ${MOST_BYTES}`)
  console.log(`${out}: ${size} bytes`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
