import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import type { MediaId } from '#model/ids.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'

export type SeedProject = {
  title: string
  artist?: string
  /** Null for a song without tags; the project's title where it is not given. */
  songTitle?: string | null
  durationSeconds?: number
  shotCount?: number
  circledCount?: number
  openedAgoMs?: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A library as after some months of work. */
export const WORKED_IN: readonly SeedProject[] = [
  {
    title: 'Everything Left On',
    artist: 'Marlow Heights',
    durationSeconds: 231,
    shotCount: 55,
    circledCount: 38,
    openedAgoMs: 2 * HOUR_MS,
  },
  {
    title: 'Ghost of a Season',
    artist: 'Ada Winterle',
    durationSeconds: 258,
    shotCount: 61,
    circledCount: 61,
    openedAgoMs: DAY_MS,
  },
  {
    title: 'Sodium (director’s second thought, the long cut with the car park)',
    artist: 'KVLT Palace',
    songTitle: 'Sodium',
    durationSeconds: 306,
    shotCount: 72,
    circledCount: 22,
    openedAgoMs: 3 * DAY_MS,
  },
  {
    title: 'Slow Water',
    artist: 'The Lesser Antilles',
    durationSeconds: 207,
    shotCount: 48,
    circledCount: 9,
    openedAgoMs: 10 * DAY_MS,
  },
  {
    title: 'Two Left Shoes',
    artist: 'Marlow Heights',
    durationSeconds: 182,
    shotCount: 44,
    circledCount: 44,
    openedAgoMs: 18 * DAY_MS,
  },
  {
    title: '空を飛ぶ夢',
    artist: '夜行バス',
    durationSeconds: 169,
    shotCount: 40,
    circledCount: 0,
    openedAgoMs: 24 * DAY_MS,
  },
  { title: 'Cabin Pressure', songTitle: null, durationSeconds: 3_791, shotCount: 0, openedAgoMs: 40 * DAY_MS },
  { title: 'No song yet here', openedAgoMs: 400 * DAY_MS },
]

/** Writes a project with its song's facts, shots and circled takes straight into the tables. */
export function seedProject(library: Library, seed: SeedProject): void {
  const { db, projects } = library
  db.transaction(() => {
    const songId = seed.durationSeconds === undefined ? null : seedSong(library, seed, seed.durationSeconds)
    const project = projects.create({
      title: seed.title,
      songId,
      seed: 1,
      rate: { numerator: 24, denominator: 1 },
      width: 1920,
      height: 1080,
    })
    const nowMs = Date.now()
    db.run('UPDATE project SET opened_at_ms = ? WHERE id = ?', [nowMs - (seed.openedAgoMs ?? 0), project.id])
    for (let serial = 1; serial <= (seed.shotCount ?? 0); serial++) {
      const shotId = `${project.id}-${serial}`
      db.run('INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)', [
        shotId,
        project.id,
        serial,
        serial,
        `Shot ${serial}`,
        nowMs,
      ])
      db.run('INSERT INTO take (id, project_id, number, judgement, created_at_ms) VALUES (?, ?, 1, ?, ?)', [
        `${shotId}-1`,
        project.id,
        serial <= (seed.circledCount ?? 0) ? 'circled' : 'unseen',
        nowMs,
      ])
      db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [`${shotId}-1`, shotId])
    }
  })
}

/** Sections as many songs have them, in seconds out of sixteen. */
const SECTIONS = [
  ['intro', 0, 1],
  ['verse', 1, 4],
  ['chorus', 4, 7],
  ['verse', 7, 10],
  ['chorus', 10, 13],
  ['bridge', 13, 14],
  ['outro', 14, 16],
] as const

function analysisOf(durationSeconds: number): string {
  const at = (sixteenths: number): number => Math.round((durationSeconds * TICKS_PER_SECOND * sixteenths) / 16)
  const sections = SECTIONS.map(([label, start, end]) => ({
    label,
    startTicks: at(start),
    endTicks: at(end),
    confidence: 1,
  }))
  return JSON.stringify({ sections })
}

function seedSong({ db, dir }: Library, { title, songTitle, artist }: SeedProject, durationSeconds: number): MediaId {
  const songId = createHash('sha256').update(title).digest('hex') as MediaId
  writeFileSync(join(dir, 'media', songId), 'x')
  db.run(
    "INSERT INTO media (id, kind, file_name, size_bytes, stored_path, created_at_ms) VALUES (?, 'song', 'song.wav', 1, ?, 0)",
    [songId, songId],
  )
  db.run('INSERT INTO song_tags (media_id, title, artist) VALUES (?, ?, ?)', [
    songId,
    songTitle === undefined ? title : songTitle,
    artist ?? null,
  ])
  db.run(
    "INSERT INTO song_analysis (media_id, analyser_version, duration_ticks, result_json, peaks, warnings_json, created_at_ms) VALUES (?, 1, ?, ?, x'', '[]', 0)",
    [songId, durationSeconds * TICKS_PER_SECOND, analysisOf(durationSeconds)],
  )
  return songId
}
