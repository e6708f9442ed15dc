import { expect, test } from 'vitest'
import type { Shot } from '#model/shot.ts'
import { framesIn } from '#model/time.ts'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { historyState, step } from '#main/history/store.ts'
import { listShots, listTrashedShots } from '#main/treatment/shot-store.ts'
import { layOutFilm, type CoveredFrames } from './lay-out.ts'
import { PROMPTS, someContext, wishFor } from './testing/made-up-film.ts'

/** Takes that were made for these places, with a handle on both sides. */
function takesFor(shots: readonly Shot[]): CoveredFrames {
  return new Map(shots.map(shot => [shot.serial, framesIn(shot.place!) + 24]))
}

test.each([
  ['only the first ten shots are looked at', PROMPTS.slice(0, 10)],
  ['a line is taken out', PROMPTS.toSpliced(20, 1)],
  ['beginning and end are left out', PROMPTS.slice(10, 30)],
])('I7 P10 %s and all are written again: the shots are what they were, and their takes long enough', (_, some) => {
  const context = someContext()
  const whole = layOutFilm(context, wishFor(PROMPTS), () => new Map())
  const takes = takesFor(whole.shots)
  layOutFilm(context, wishFor(some), () => takes)
  const again = layOutFilm(context, wishFor(PROMPTS), () => takes)
  expect(again.shots.map(({ id, serial }) => [id, serial])).toEqual(whole.shots.map(({ id, serial }) => [id, serial]))
  expect(again.shots.filter(({ serial, place }) => framesIn(place!) > takes.get(serial)!)).toEqual([])
  const moved = again.shots.filter(({ place }, index) => place!.startFrame !== whole.shots[index]!.place!.startFrame)
  expect(moved.length).toBeLessThanOrEqual(15)
})

test('places over another song mean nothing, those of shots in the trash neither', () => {
  const context = someContext()
  layOutFilm(context, wishFor(PROMPTS), () => new Map())
  layOutFilm(context, wishFor(PROMPTS.slice(0, 40)), () => new Map())
  layOutFilm(context, wishFor(PROMPTS.slice(0, 40), 'other'), () => new Map())
  expect(
    listTrashedShots(context.library.db, context.library.projects.byTitle('A Life')!.id).map(({ place }) => place),
  ).toEqual(Array.from({ length: 15 }, () => null))
})

test('a treatment that is read again can be taken back in a window, the first one not', () => {
  const context = someContext()
  const { project } = layOutFilm(context, wishFor(PROMPTS.slice(0, 30)), () => new Map())
  const { db } = context.library
  const place = { projectId: project.id, document: 'treatment' } as const
  expect(historyState(db, place).undo).toBeNull()
  layOutFilm(context, wishFor(PROMPTS.slice(0, 30)), () => new Map())
  expect(historyState(db, place).undo).toBeNull()
  layOutFilm(context, wishFor(PROMPTS.slice(0, 20)), () => new Map())
  expect(historyState(db, place).undo).toBe('Read the treatment again')
  step(db, place, 'undo', (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  expect(listShots(db, project.id).map(({ written }) => written.prompt)).toEqual(
    PROMPTS.slice(0, 30).map(({ prompt }) => prompt),
  )
})

test('a model that no catalogue has is told with the shot that names it', () => {
  const shots = PROMPTS.with(4, { ...PROMPTS[4]!, model: 'veo' })
  expect(() => layOutFilm(someContext(), wishFor(shots), () => new Map())).toThrow(
    'There is no model called "veo" that shot 5 could be asked of.',
  )
})
