import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { ItemId, MediaId, ProjectId, SequenceId } from '#model/ids.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import type { Ticks } from '#model/time.ts'
import {
  freeSequenceName,
  isAsAssembled,
  latestSequence,
  listSequences,
  saveAssembled,
  saveEdited,
  sequenceByName,
} from './store.ts'

function songClip(frameCount: number): Clip {
  const source = { kind: 'song', mediaId: 'song' as MediaId } as const
  const speed = { numerator: 1, denominator: 1 }
  return { kind: 'clip', id: 's' as ItemId, shotId: null, source, frameCount, sourceStartTicks: 0 as Ticks, speed }
}

function sequenceOf(projectId: ProjectId, name: string, gapFrames = 96): Sequence {
  return {
    id: `id of ${name}` as SequenceId,
    projectId,
    name,
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
    film: { headFrames: 0, songFrames: gapFrames, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items: [{ kind: 'gap', id: 'g' as ItemId, frameCount: gapFrames }] },
      { kind: 'sound', name: 'A1', items: [songClip(gapFrames)] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 48,
  }
}

function someFilm() {
  const library = temporaryLibrary()
  const projectId = someProject(library)
  const film = sequenceOf(projectId, 'Film')
  saveAssembled(library.db, film)
  return { db: library.db, projectId, film }
}

test('a sequence comes back as assembled', () => {
  const { db, projectId, film } = someFilm()
  const stored = sequenceByName(db, projectId, 'Film')
  expect(stored).toMatchObject({ sequence: film, revision: 1, isEditedByHand: false })
  expect(latestSequence(db, projectId)).toEqual(stored)
  expect(sequenceByName(db, projectId, 'Other')).toBeUndefined()
})

test('assembly replaces what no hand has touched', () => {
  const { db, projectId } = someFilm()
  const longer = sequenceOf(projectId, 'Film', 100)
  saveAssembled(db, longer)
  expect(sequenceByName(db, projectId, 'Film')).toMatchObject({ sequence: longer, revision: 2, isEditedByHand: false })
})

test('assembly never overwrites an edit made by hand', () => {
  const { db, projectId, film } = someFilm()
  const edited = { ...film, fadeOutFrames: 12 }
  expect(saveEdited(db, edited, 1)).toBe(2)
  expect(latestSequence(db, projectId)).toMatchObject({ sequence: edited, revision: 2, isEditedByHand: true })
  expect(() => saveAssembled(db, film)).toThrow(expect.objectContaining({ code: 'sequence/edited-by-hand' }))
  expect(latestSequence(db, projectId)?.sequence).toEqual(edited)
})

test('what assembly last made is known, also under an edit made by hand', () => {
  const { db, projectId, film } = someFilm()
  expect(isAsAssembled(db, film)).toBe(true)
  saveEdited(db, { ...film, fadeOutFrames: 12 }, 1)
  expect(isAsAssembled(db, film)).toBe(true)
  expect(isAsAssembled(db, { ...film, fadeOutFrames: 12 })).toBe(false)
  expect(isAsAssembled(db, sequenceOf(projectId, 'Never kept'))).toBe(false)
})

test('an edit taken back, or another name, is no edit', () => {
  const { db, projectId, film } = someFilm()
  saveEdited(db, { ...film, fadeOutFrames: 12 }, 1)
  const { rate, ...rest } = film
  saveEdited(db, { ...rest, rate, name: 'Film, final' }, 2)
  expect(latestSequence(db, projectId)).toMatchObject({ revision: 3, isEditedByHand: false })
})

test('an edit of an older revision is refused', () => {
  const { db, film } = someFilm()
  saveEdited(db, { ...film, fadeOutFrames: 12 }, 1)
  expect(() => saveEdited(db, { ...film, fadeOutFrames: 24 }, 1)).toThrow(
    expect.objectContaining({ code: 'sequence/stale' }),
  )
})

test('a sequence that is not sound is kept by nobody', () => {
  const { db, projectId, film } = someFilm()
  const silent = { ...film, tracks: film.tracks.slice(0, 1) }
  expect(() => saveEdited(db, silent, 1)).toThrow(/"Film" is not sound: E4/)
  expect(() => saveAssembled(db, { ...silent, fadeInFrames: 100 })).toThrow(/E4 .*; E7/)
  expect(latestSequence(db, projectId)?.sequence).toEqual(film)
})

test('versions stand side by side, newest first', () => {
  const { db, projectId } = someFilm()
  expect(freeSequenceName(db, projectId, 'Film')).toBe('Film 2')
  saveAssembled(db, sequenceOf(projectId, 'Film 2'))
  expect(freeSequenceName(db, projectId, 'Film')).toBe('Film 3')
  expect(freeSequenceName(db, projectId, 'Teaser')).toBe('Teaser')
  db.run(`UPDATE sequence SET created_at_ms = created_at_ms + 1 WHERE name = 'Film 2'`)
  expect(listSequences(db, projectId).map(({ sequence }) => sequence.name)).toEqual(['Film 2', 'Film'])
  expect(latestSequence(db, projectId)?.sequence.name).toBe('Film 2')
})
