import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import type { MediaKind } from '#main/library/media.ts'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { saveAssembled, saveEdited } from '#main/sequence/store.ts'
import { saveAnalysis, saveTags } from '#main/song/store.ts'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { ticks } from '#model/time.ts'

const FACTS = {
  width: 640,
  height: 360,
  rate: { numerator: 24, denominator: 1 },
  frameCount: 120,
  durationTicks: ticks(3_528_000_000),
}

export type FullProject = {
  readonly projectId: ProjectId
  readonly songId: MediaId
  readonly takeMediaId: MediaId
  readonly stillId: MediaId
  /** Where the take's file lies that was left in place. */
  readonly linkedPath: string
}

/** For tests: a project with rows in every table, over files with a few random bytes in `folder`. */
export async function fullProject(
  library: Library,
  { title = 'A Life', folder = temporaryFolder() }: { title?: string; folder?: string } = {},
): Promise<FullProject> {
  const { db, media } = library
  const file = (name: string, kind: MediaKind, link = false): Promise<MediaId> => {
    const path = join(folder, name)
    writeFileSync(path, randomBytes(5_000))
    return media.importFile(path, kind, { link, ...(kind === 'take' ? { facts: FACTS } : {}) })
  }
  const songId = await file('song.m4a', 'song')
  const takeMediaId = await file('take one.mp4', 'take', true)
  const stillId = await file('still.png', 'still')
  const projectId = someProject(library, title)
  writeSong(library, songId)
  const shotId = `shot of ${projectId}` as ShotId
  const takeId = `take of ${projectId}` as TakeId
  const run = (sql: string, ...values: (string | number | null)[]): unknown => db.run(sql, values)
  run(
    `UPDATE project SET song_id = ?, style = 'film grain', negative = 'text', tags = 'demo', notes = 'mine', model = 'animatic',
       pacing = 20, plan_fingerprint = 'f', watched_folder = '/downloads', watched_since_ms = 6 WHERE id = ?`,
    songId,
    projectId,
  )
  run(
    `INSERT INTO shot (id, project_id, serial, position, prompt, what_happens, section, start_frame, end_frame, ask_ticks, created_at_ms,
       style, negative, still_id) VALUES (?, ?, 1, 0, 'fly through the bubble', 'it pops', 'verse', 0, 96, 3528000000, 6, 'hazy', 'rain', ?)`,
    shotId,
    projectId,
    stillId,
  )
  run(
    `INSERT INTO variable VALUES (?, ?, 'character', 'mara', 'Mara in a red coat', ?, 6)`,
    `variable of ${projectId}`,
    projectId,
    JSON.stringify([stillId]),
  )
  run(`INSERT INTO seam_binding VALUES (?, ?, ?, 'handed-on')`, projectId, shotId, shotId)
  run('INSERT INTO shot_version VALUES (?, 1, ?, 8)', shotId, JSON.stringify({ prompt: 'fly' }))
  run(`INSERT INTO section_words VALUES (?, 'verse', 'they meet', 'warm', 'cold')`, projectId)
  run('INSERT INTO song_repair VALUES (?, ?, ?, 14)', projectId, songId, JSON.stringify({ grid: null, sections: null }))
  run(
    `INSERT INTO take (id, project_id, number, media_id, judgement, stars, prompt, notes, created_at_ms)
     VALUES (?, ?, 1, ?, 'circled', 4, 'fly through the bubble', 'lovely', 7)`,
    takeId,
    projectId,
    takeMediaId,
  )
  run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', takeId, shotId)
  run(
    `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, job_id, progress, attempt, created_at_ms,
       updated_at_ms, shot_version, sent_at_ms, accepted_at_ms, ready_at_ms, reported_json, estimate_micro_usd, cost_micro_usd,
       begins_after, neighbours_json)
     VALUES (?, ?, ?, ?, 'animatic', ?, 'ready', 'job', 1, 1, 8, 9, 1, 8, 9, 10, '{"seed":5}', 300000, 310000, ?, ?)`,
    ...[`request of ${projectId}`, projectId, shotId, takeId],
    JSON.stringify({ model: 'gone/model', seed: 4, style: 'hazy', firstFrame: takeMediaId }),
    ...[shotId, JSON.stringify({ first: { takeId, mediaId: takeMediaId, picture: 7, shotId }, last: null })],
  )
  run(
    `INSERT INTO take (id, project_id, number, judgement, created_at_ms, parent_take_id, bridge_from, bridge_to)
     VALUES (?, ?, 2, 'rejected', 8, ?, ?, ?)`,
    ...[`${takeId} 2`, projectId, takeId, shotId, shotId],
  )
  run(`INSERT INTO take_reason VALUES (?, 'hands'), (?, 'text')`, `${takeId} 2`, `${takeId} 2`)
  run(
    `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, attempt, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, 'animatic', '{}', 'queued', 1, 8, 9)`,
    `request 2 of ${projectId}`,
    projectId,
    shotId,
    `${takeId} 2`,
  )
  run(
    `INSERT INTO look_test VALUES (?, ?, '[{"style":"hazy","negative":""}]', 9)`,
    `look test of ${projectId}`,
    projectId,
  )
  run('INSERT INTO look_test_take VALUES (?, ?, ?, 0)', takeId, `look test of ${projectId}`, shotId)
  const cut = sequenceOf({ projectId, name: 'Cut', shotId, takeId, takeMediaId, songId })
  saveAssembled(db, cut)
  const edited = sequenceOf({ projectId, name: 'By hand', shotId, takeId, takeMediaId, songId })
  saveAssembled(db, edited)
  saveEdited(db, { ...edited, fadeOutFrames: 12 }, 1)
  run(
    `INSERT INTO render (id, project_id, sequence_id, document_json, settings_json, output_path, state, facts_json, created_at_ms,
       finished_at_ms) VALUES (?, ?, ?, ?, '{}', '/films/life.mp4', 'done', '{"frames":96}', 11, 12)`,
    `render of ${projectId}`,
    projectId,
    cut.id,
    JSON.stringify(cut),
  )
  run(
    `INSERT INTO history_entry (project_id, document, name, diff_json, created_at_ms) VALUES (?, 'takes', 'Circle', '[]', 1)`,
    projectId,
  )
  run('INSERT INTO sound (media_id, duration_ticks) VALUES (?, 4)', songId)
  run(`INSERT INTO dismissed_file VALUES (?, '/downloads/no.mp4', 9)`, projectId)
  return { projectId, songId, takeMediaId, stillId, linkedPath: join(folder, 'take one.mp4') }
}

function writeSong({ db }: Library, songId: MediaId): void {
  const at = (seconds: number) => ticks(seconds * 705_600_000)
  const sections = [
    { startTicks: at(0), endTicks: at(1), label: 'intro' as const, confidence: 1 },
    { startTicks: at(1), endTicks: at(4), label: 'verse' as const, confidence: 1 },
  ]
  const analysis = {
    analyserVersion: 1,
    sampleRate: 44_100,
    sampleCount: 176_400,
    durationTicks: at(4),
    tempoBpm: 120,
    meter: 4,
    grid: 'beat' as const,
    beats: [at(0), at(1), at(2), at(3)],
    downbeats: [at(0)],
    energy: { stepTicks: at(1), values: [0, 1] },
    sections,
    confidence: 1,
    confidenceSpans: [],
  }
  saveAnalysis(db, songId, { analysis, peaks: new Uint8Array([0, 255, 7]), warnings: ['quiet'] })
  const tags = { title: 'Song', artist: 'Singer', album: null, year: 2024 }
  saveTags(db, songId, tags, { mimeType: 'image/png', bytes: new Uint8Array([1, 2, 3]) })
}

type Parts = {
  projectId: ProjectId
  name: string
  shotId: ShotId
  takeId: TakeId
  takeMediaId: MediaId
  songId: MediaId
}

function sequenceOf({ projectId, name, shotId, takeId, takeMediaId, songId }: Parts): Sequence {
  const clip = {
    kind: 'clip' as const,
    frameCount: 96,
    sourceStartTicks: ticks(0),
    speed: { numerator: 1, denominator: 1 },
  }
  const take = { kind: 'take' as const, takeId, mediaId: takeMediaId }
  const song = { kind: 'song' as const, mediaId: songId }
  return {
    id: `${name} of ${projectId}` as SequenceId,
    projectId,
    name,
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
    film: { headFrames: 0, songFrames: 96, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items: [{ ...clip, id: 'v' as ItemId, shotId, source: take }] },
      { kind: 'sound', name: 'A1', items: [{ ...clip, id: 's' as ItemId, shotId: null, source: song }] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }
}
