import { createHash } from 'node:crypto'
import type { Library } from '#main/library/library.ts'
import { saveAnalysis, saveTags } from '#main/song/store.ts'
import type { MediaId } from '#model/ids.ts'
import { seededUnit } from '#model/seed.ts'
import { SECTION_LABELS, type SongAnalysis } from '#model/song.ts'
import { TICKS_PER_SECOND, ticks } from '#model/time.ts'

export const BIG_LIBRARY = { projects: 200, shotsPerProject: 50, takesPerShot: 10 } as const
const WORDS_PER_PROMPT = 25
const WORD_COUNT = 4_000
const SONG_SECONDS = 240

/** Fills an empty library with 200 projects, each with a heard song, 50 shots and 500 takes that were asked for: 100,000 takes in all. */
export function fillLibrary(library: Library): void {
  library.db.transaction(() => {
    for (let project = 0; project < BIG_LIBRARY.projects; project += 1) fillProject(library, project)
  })
}

/** The word of a rank in how common words are, from 0. */
export function wordOf(rank: number): string {
  const letters = 'bcdfghklmnprstvw'
  const vowels = 'aeiou'
  let word = ''
  for (let rest = rank * 7_919 + 12_345; rest > 0; rest = Math.floor(rest / 80)) {
    word += `${letters[rest % 16]}${vowels[Math.floor(rest / 16) % 5]}`
  }
  return word
}

/** Words as common as in speech: the n-th comes about 1/n as often as the first. */
function promptOf(seed: number): string {
  const words = Array.from({ length: WORDS_PER_PROMPT }, (_, index) =>
    wordOf(Math.floor(WORD_COUNT ** seededUnit(seed, `word ${index}`)) - 1),
  )
  return words.join(' ')
}

function fillProject(library: Library, project: number): void {
  const { db, projects } = library
  const rate = { numerator: 24, denominator: 1 }
  const songId = addMedia(library, `song ${project}`, 'song')
  saveAnalysis(db, songId, { analysis: analysisOf(), peaks: new Uint8Array(20_000), warnings: [] })
  saveTags(
    db,
    songId,
    { title: `Song ${project}`, artist: promptOf(project).slice(0, 12), album: null, year: null },
    null,
  )
  const { id } = projects.create({ title: `Film ${project}`, songId, seed: 1, rate, width: 640, height: 360 })
  const takeMediaId = addMedia(library, `take ${project}`, 'take')
  for (let shot = 0; shot < BIG_LIBRARY.shotsPerProject; shot += 1) {
    const shotId = `shot-${project}-${shot}`
    const prompt = promptOf(project * 1_000 + shot)
    db.run('INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)', [
      shotId,
      id,
      shot + 1,
      shot,
      prompt,
      1,
    ])
    for (let take = 0; take < BIG_LIBRARY.takesPerShot; take += 1) {
      const takeId = `take-${project}-${shot}-${take}`
      db.run(
        'INSERT INTO take (id, project_id, number, media_id, judgement, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
          takeId,
          id,
          take + 1,
          takeMediaId,
          take === 0 ? 'circled' : 'unseen',
          promptOf(project * 100_000 + shot * 100 + take),
          take,
        ],
      )
      db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, shotId])
      addRequest(library, { takeId, shotId, projectId: id, seed: project * 1_000 + shot * 10 + take })
    }
  }
}

/** What every take of a big library was asked with: the look words are common to all. */
function addRequest(
  { db }: Library,
  { takeId, shotId, projectId, seed }: { takeId: string; shotId: string; projectId: string; seed: number },
): void {
  const spec = { model: 'fal/seedance-2.0', seed, style: 'film grain, soft light', cameraMove: 'slow push in' }
  db.run(
    `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, job_id, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, 'fal', ?, 'ready', ?, 1, 1)`,
    [`request of ${takeId}`, projectId, shotId, takeId, JSON.stringify(spec), `job-${takeId}`],
  )
}

function addMedia({ db }: Library, name: string, kind: 'song' | 'take'): MediaId {
  const id = createHash('sha256').update(name).digest('hex') as MediaId
  const facts = { width: 640, height: 360, rate: { numerator: 24, denominator: 1 }, frameCount: 120, durationTicks: 1 }
  db.run(
    'INSERT INTO media (id, kind, file_name, size_bytes, stored_path, facts_json, created_at_ms) VALUES (?, ?, ?, 1, ?, ?, 1)',
    [id, kind, name, `${id.slice(0, 2)}/${id}`, kind === 'take' ? JSON.stringify(facts) : null],
  )
  return id
}

/** As long as a real one: two beats a second, energy ten times a second. */
function analysisOf(): SongAnalysis {
  const at = (seconds: number) => ticks(Math.round(seconds * TICKS_PER_SECOND))
  const beats = Array.from({ length: SONG_SECONDS * 2 }, (_, index) => at(index / 2))
  return {
    analyserVersion: 1,
    sampleRate: 44_100,
    sampleCount: SONG_SECONDS * 44_100,
    durationTicks: at(SONG_SECONDS),
    tempoBpm: 120,
    meter: 4,
    grid: 'beat',
    beats,
    downbeats: beats.filter((_, index) => index % 4 === 0),
    energy: { stepTicks: at(0.1), values: Array.from({ length: SONG_SECONDS * 10 }, (_, index) => (index % 97) / 97) },
    sections: Array.from({ length: 9 }, (_, index) => ({
      startTicks: at((index * SONG_SECONDS) / 9),
      endTicks: at(((index + 1) * SONG_SECONDS) / 9),
      label: SECTION_LABELS[index % SECTION_LABELS.length]!,
      confidence: 1,
    })),
    confidence: 1,
    confidenceSpans: [],
  }
}
