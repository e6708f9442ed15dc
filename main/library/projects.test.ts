import { expect, test } from 'vitest'
import { saveAnalysis, saveTags } from '#main/song/store.ts'
import { applyRevision } from '#main/treatment/shot-store.ts'
import type { MediaId, ProjectId, TakeId } from '#model/ids.ts'
import { ticks } from '#model/time.ts'
import { LIST_SQL } from './project-cards.ts'
import type { Library } from './library.ts'
import { someProject, temporaryLibrary } from './testing/temporary-library.ts'

const taken = expect.objectContaining({ code: 'project/title-taken' })

test('a project is found by id and by title', () => {
  const { projects } = temporaryLibrary()
  const rate = { numerator: 24000, denominator: 1001 }
  const made = projects.create({ title: 'A Life', songId: null, seed: 42, rate, width: 1280, height: 720 })
  expect(projects.byId(made.id)).toEqual(made)
  expect(projects.byTitle('A Life')).toEqual(made)
  expect(projects.byTitle('a life')).toBeUndefined()
})

test('two projects cannot have one title, unless one is in the trash', () => {
  const library = temporaryLibrary()
  const { projects } = library
  const first = someProject(library, 'A Life')
  expect(() => someProject(library, 'A Life')).toThrow(taken)
  expect(() => someProject(library, '  ')).toThrow(expect.objectContaining({ code: 'project/no-title' }))
  projects.trash(first)
  const second = someProject(library, 'A Life')
  expect(projects.byTitle('A Life')?.id).toBe(second)
  expect(projects.listTrash().map(({ id }) => id)).toEqual([first])
  expect(projects.restore(first)).toBe('A Life 2')
  projects.rename(second, 'A Life')
  expect(() => projects.rename(second, 'A Life 2')).toThrow(taken)
  expect(projects.list()).toHaveLength(2)
})

function withSong(library: Library): MediaId {
  const songId = 'a'.repeat(64) as MediaId
  library.db.run(
    `INSERT INTO media (id, kind, file_name, size_bytes, linked_path, created_at_ms) VALUES (?, 'song', 's', 1, '/s', 1)`,
    [songId],
  )
  return songId
}

function addTake(library: Library, projectId: ProjectId, shotIds: readonly string[], judgement: string): TakeId {
  const id = `take ${library.db.all('SELECT id FROM take').length}` as TakeId
  library.db.run('INSERT INTO take (id, project_id, number, judgement, created_at_ms) VALUES (?, ?, 1, ?, 1)', [
    id,
    projectId,
    judgement,
  ])
  for (const shotId of shotIds) library.db.run('INSERT INTO take_shot VALUES (?, ?)', [id, shotId])
  return id
}

test('a card shows the song, and how far the shots are', () => {
  const library = temporaryLibrary()
  const { db, projects } = library
  const songId = withSong(library)
  const id = someProject(library, 'A Life')
  projects.setFilm(id, { songId, seed: 1, rate: { numerator: 24, denominator: 1 }, width: 1920, height: 1080 })
  saveTags(db, songId, { title: 'Song', artist: 'Singer', album: null, year: 2024 }, null)
  const analysis = {
    analyserVersion: 1,
    sampleRate: 44_100,
    sampleCount: 1,
    durationTicks: ticks(123),
    tempoBpm: null,
    meter: null,
    grid: 'even' as const,
    beats: [],
    downbeats: [],
    energy: { stepTicks: ticks(1), values: [] },
    sections: [],
    confidence: 0,
    confidenceSpans: [],
  }
  saveAnalysis(db, songId, { analysis, peaks: new Uint8Array(), warnings: [] })
  saveAnalysis(db, songId, {
    analysis: { ...analysis, analyserVersion: 2, durationTicks: ticks(456) },
    peaks: new Uint8Array(),
    warnings: [],
  })
  const written = { id: null, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
  const [a, b, c] = applyRevision(
    db,
    id,
    {
      kept: [],
      inserted: ['a', 'b', 'c'].map((prompt, position) => ({ position, written: { ...written, prompt } })),
      trashed: [],
    },
    { style: '', negative: '' },
  )
  db.run('UPDATE shot SET trashed_at_ms = 1 WHERE id = ?', [c!.id])
  addTake(library, id, [a!.id, b!.id], 'circled')
  addTake(library, id, [a!.id], 'circled')
  addTake(library, id, [c!.id], 'circled')
  addTake(library, id, [b!.id], 'unseen')
  db.run('UPDATE take SET trashed_at_ms = 1 WHERE id = ?', [addTake(library, id, [], 'kept')])

  expect(projects.list()).toEqual([
    {
      id,
      title: 'A Life',
      isSample: false,
      songId,
      songTitle: 'Song',
      songArtist: 'Singer',
      songTicks: 456,
      hasCover: false,
      shotCount: 2,
      circledCount: 2,
      takeCount: 4,
      posterId: null,
      isRendered: false,
      createdAtMs: expect.any(Number) as number,
      openedAtMs: expect.any(Number) as number,
      trashedAtMs: null,
    },
  ])
})

test('cards come in the order they were last opened', () => {
  const library = temporaryLibrary()
  const ids = ['one', 'two', 'three'].map(title => someProject(library, title))
  for (const [index, id] of ids.entries())
    library.db.run('UPDATE project SET opened_at_ms = ? WHERE id = ?', [index, id])
  library.projects.opened(ids[0]!)
  expect(library.projects.list().map(({ title }) => title)).toEqual(['one', 'three', 'two'])
})

test('the list of cards never scans a table', () => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${LIST_SQL}`).map(({ detail }) => detail)
  expect(plan).toEqual([
    'SCAN project USING INDEX project_opened',
    expect.stringMatching(/^SEARCH song_tags .*\(media_id=\?\)/),
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    expect.stringMatching(/^SEARCH song_analysis USING INDEX sqlite_autoindex_song_analysis_1 \(media_id=\?\)/),
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH shot USING COVERING INDEX shot_order (project_id=?)',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'USE TEMP B-TREE FOR count(DISTINCT)',
    'SEARCH take USING COVERING INDEX take_circled (project_id=?)',
    'SEARCH take_shot USING COVERING INDEX take_shot_of_take (take_id=?)',
    'SEARCH shot USING INDEX sqlite_autoindex_shot_1 (id=?)',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH take USING COVERING INDEX take_newest (project_id=?)',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH take USING INDEX take_circled (project_id=?)',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH take USING INDEX take_newest (project_id=?)',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH render USING INDEX render_of_project (project_id=?)',
  ])
})
