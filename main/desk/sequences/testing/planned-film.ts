import type { DeskContext } from '#main/desk/desk-context.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { saveAnalysis } from '#main/song/store.ts'
import type { MediaId, ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { SongAnalysis } from '#model/song.ts'
import { ticksFromFrames, ticksFromSamples, ticksFromSeconds } from '#model/time.ts'

const RATE = { numerator: 24, denominator: 1 }

/** For tests: so many seconds at 120 beats a minute, a verse and a chorus of half of them each. */
function analysisOf(seconds: number): SongAnalysis {
  return {
    analyserVersion: ANALYSER_VERSION,
    sampleRate: 48_000,
    sampleCount: seconds * 48_000,
    durationTicks: ticksFromSamples(seconds * 48_000, 48_000),
    tempoBpm: 120,
    meter: 4,
    grid: 'beat',
    beats: Array.from({ length: seconds * 2 }, (_, beat) => ticksFromSeconds(beat / 2)),
    downbeats: Array.from({ length: seconds / 2 }, (_, bar) => ticksFromSeconds(bar * 2)),
    energy: { stepTicks: ticksFromSeconds(1), values: Array.from({ length: seconds }, () => 0.5) },
    sections: [
      { startTicks: ticksFromSeconds(0), endTicks: ticksFromSeconds(seconds / 2), label: 'verse', confidence: 1 },
      {
        startTicks: ticksFromSeconds(seconds / 2),
        endTicks: ticksFromSeconds(seconds),
        label: 'chorus',
        confidence: 1,
      },
    ],
    confidence: 1,
    confidenceSpans: [],
  }
}

export const SONG_ID = '5'.repeat(64) as MediaId

export type PlannedFilm = {
  readonly projectId: ProjectId
  readonly shotIds: readonly ShotId[]
  /** Adds a take of so many frames; `judgement` as in the table. */
  addTake(shot: number, frames: number, judgement?: string): { takeId: TakeId; mediaId: MediaId }
}

/** For tests: a project with a song of 24 seconds and six shots of four seconds each, without takes. */
export function plannedFilm({ library }: Pick<DeskContext, 'library'>, shotCount = 6, seconds = 24): PlannedFilm {
  const { db } = library
  const projectId = someProject(library)
  const media = `INSERT INTO media (id, kind, file_name, size_bytes, linked_path, facts_json, created_at_ms)
    VALUES (?, ?, ?, 9, ?, ?, 1)`
  db.run(media, [SONG_ID, 'song', 'song.wav', '/songs/song.wav', null])
  saveAnalysis(db, SONG_ID, { analysis: analysisOf(seconds), peaks: new Uint8Array(), warnings: [] })
  db.run('UPDATE project SET song_id = ? WHERE id = ?', [SONG_ID, projectId])
  const frames = (seconds * 24) / shotCount
  const shotIds = Array.from({ length: shotCount }, (_, position) => {
    const id = `shot-${position + 1}` as ShotId
    db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      [id, projectId, position + 1, position, `prompt ${position + 1}`, position * frames, (position + 1) * frames, 1],
    )
    return id
  })
  let count = 0
  return {
    projectId,
    shotIds,
    addTake(shot, frameCount, judgement = 'unseen') {
      count += 1
      const [takeId, mediaId] = [`take-${count}` as TakeId, String(count).padStart(64, '0') as MediaId]
      const facts = { width: 64, height: 36, rate: RATE, frameCount, durationTicks: ticksFromFrames(frameCount, RATE) }
      db.run(media, [mediaId, 'take', `take ${count}.mp4`, `/films/${count}.mp4`, JSON.stringify(facts)])
      db.run(
        'INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
        [takeId, projectId, count, mediaId, judgement, count],
      )
      db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, `shot-${shot}`])
      return { takeId, mediaId }
    },
  }
}
