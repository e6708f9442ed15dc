import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { savePlan } from '#main/treatment/shot-store.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { ticks } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { createProjectDesk } from './project-desk.ts'

const AT_24 = { numerator: 24, denominator: 1 }

function setUp() {
  const library = temporaryLibrary()
  const id = someProject(library, 'Film')
  library.db.run(
    `INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES ('s', ?, 1, 0, 'a tunnel', 0)`,
    [id],
  )
  const place = { startFrame: 0, endFrame: 48 }
  savePlan(library.db, id, {
    places: [{ shotId: 's' as ShotId, place, askTicks: ticks(1) }],
    compromises: [],
    fingerprint: 'f',
  })
  return { id, library, desk: createProjectDesk({ library } as DeskContext) }
}

test('another size leaves the shots where they stand, another rate takes their places away', () => {
  const { id, desk } = setUp()
  desk.setFilm(id, { width: 1080, height: 1920, rate: AT_24 })
  expect(desk.open(id)).toMatchObject({ width: 1080, height: 1920, places: [{ startFrame: 0, endFrame: 48 }] })
  desk.setFilm(id, { width: 1080, height: 1920, rate: { numerator: 25, denominator: 1 } })
  expect(desk.open(id)).toMatchObject({ rate: { numerator: 25, denominator: 1 }, places: [] })
})

test('a song that is there and not heard yet is told from none', () => {
  const { id, library, desk } = setUp()
  expect(desk.open(id)).toMatchObject({ hasSong: false, song: null })
  library.db.run(
    `INSERT INTO media (id, kind, file_name, size_bytes, stored_path, created_at_ms) VALUES ('song', 'song', 's.wav', 1, 's', 0)`,
  )
  library.db.run(`UPDATE project SET song_id = 'song' WHERE id = ?`, [id])
  expect(desk.open(id)).toMatchObject({ hasSong: true, song: null })
})

test('a rate that no film has is refused, and so is a project that is gone', () => {
  const { id, desk } = setUp()
  const film = { width: 640, height: 360, rate: { numerator: 13, denominator: 1 } }
  expect(() => desk.setFilm(id, film)).toThrow(expect.objectContaining({ code: 'project/rate' }))
  expect(() => desk.setFilm('none' as ProjectId, { ...film, rate: AT_24 })).toThrow(
    expect.objectContaining({ code: 'project/unknown' }),
  )
})
