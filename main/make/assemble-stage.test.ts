import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TakeId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { framesCovering } from '#model/time.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { latestSequence, saveEdited } from '#main/sequence/store.ts'
import { circleTake, importTake, listTakes } from '#main/takes/store.ts'
import { assembleStage, refuseIfHandEdited, type AssembleStage } from './assemble-stage.ts'
import type { MakeContext } from './context.ts'
import { layOutFilm, type LaidOutFilm } from './lay-out.ts'
import { filmLook } from './look-of.ts'
import { specsOf } from './shot-spec.ts'
import { PROMPTS, someContext, wishFor } from './testing/made-up-film.ts'

type Made = { readonly context: MakeContext; readonly film: LaidOutFilm; readonly stage: AssembleStage }

function laidOut(): Made {
  const wish = wishFor(PROMPTS.slice(0, 6))
  const context = someContext()
  const film = layOutFilm(context, wish, () => new Map())
  const look = filmLook(context.library.db, film.project.id, null)
  const specs = new Map(
    film.shots.map(shot => [shot.id, specsOf(context, film.project, shot, look.of(shot), 'animatic')]),
  )
  return { context, film, stage: { wish, film, specs, transition: 'cut', isNewVersion: false } }
}

/** A take of its user's own, as long as asked. */
async function addTake({ context, film }: Made, shot: Shot, name: string): Promise<TakeId> {
  const { library } = context
  const { width, height, rate } = film.project
  const path = join(temporaryFolder(), 'take.mp4')
  writeFileSync(path, name)
  const frameCount = framesCovering(shot.askTicks!, rate)
  const facts = { width, height, rate, frameCount, durationTicks: shot.askTicks! }
  const file = await library.media.stageFile(path, 'take', { facts })
  return importTake(library.db, library.media, { projectId: film.project.id, shotIds: [shot.id], file, prompt: '' })
}

/** A film that is there, with a take for each shot. */
async function assembled(): Promise<Made> {
  const made = laidOut()
  for (const [index, shot] of made.film.shots.entries()) await addTake(made, shot, `take ${index + 1}`)
  assembleStage(made.context, made.stage)
  return made
}

function latest({ context, film }: Made): Sequence {
  return latestSequence(context.library.db, film.project.id)!.sequence
}

function editByHand(made: Made, change: Partial<Sequence>): void {
  const { sequence, revision } = latestSequence(made.context.library.db, made.film.project.id)!
  saveEdited(made.context.library.db, { ...sequence, ...change }, revision)
}

test('a cut that was edited by hand is kept while assembling would make the same as before', async () => {
  const made = await assembled()
  editByHand(made, { fadeOutFrames: 0 })
  expect(assembleStage(made.context, made.stage)).toMatchObject({ made: 0, sequence: { fadeOutFrames: 0 } })
})

test('it is refused with what would change, also where that is no clip', async () => {
  const made = await assembled()
  editByHand(made, { markers: [{ frame: 5, label: 'here' }] })
  const larger = layOutFilm(made.context, { ...made.stage.wish, width: 1280, height: 720 }, () => new Map())
  const wish = { ...made.stage.wish, width: 1280, height: 720 }
  expect(() => assembleStage(made.context, { ...made.stage, wish, film: larger })).toThrow(
    expect.objectContaining({
      code: 'sequence/edited-by-hand',
      details: { differences: ['its size would be 1280x720 instead of 640x360', 'markers would change'] },
    }),
  )
  expect(latest(made)).toMatchObject({ width: 640, markers: [{ label: 'here' }] })
})

test('it is not refused where the new cut is just what the hand has made', async () => {
  const made = await assembled()
  const takeId = await addTake(made, made.film.shots[2]!, 'better')
  const mediaId = listTakes(made.context.library.db, made.film.project.id).at(-1)!.take.media!.id
  const source = { kind: 'take', takeId, mediaId } as const
  const [pictures, song] = latest(made).tracks
  const items = pictures!.items.map((item, index) => (index === 2 && item.kind === 'clip' ? { ...item, source } : item))
  editByHand(made, { tracks: [{ ...pictures!, items }, song!] })
  circleTake(made.context.library.db, takeId)
  const byHand = latest(made)
  expect(assembleStage(made.context, made.stage)).toMatchObject({ made: 0, reused: 1, sequence: byHand })
})

test('a new version that was begun is gone on with, and untouched cuts need none', async () => {
  const made = await assembled()
  assembleStage(made.context, { ...made.stage, isNewVersion: true })
  expect(latest(made).name).toBe('Cut')
  editByHand(made, { fadeOutFrames: 0 })
  const first = assembleStage(made.context, { ...made.stage, isNewVersion: true })
  expect([first.sequence.name, first.made]).toEqual(['Cut 2', 1])
  const second = assembleStage(made.context, { ...made.stage, isNewVersion: true })
  expect([second.sequence.name, second.made]).toEqual(['Cut 2', 0])
})

test('before takes are made: refused with what they would change', async () => {
  const made = await assembled()
  editByHand(made, { fadeOutFrames: 0 })
  refuseIfHandEdited(made.context, made.stage, 1)
  made.context.library.db.run('DELETE FROM take_shot WHERE shot_id = ?', [made.film.shots[3]!.id])
  expect(() => refuseIfHandEdited(made.context, made.stage, 1)).toThrow(
    '"Cut" was edited by hand and is left as it is. Assembling anew would change this: shot 4 would use another take; the fade at the end would change. Say --new-version to put the new cut beside it.',
  )
  refuseIfHandEdited(made.context, { ...made.stage, isNewVersion: true }, 1)
})

test('before takes are made: not refused where the chosen ones stay', async () => {
  const made = await assembled()
  editByHand(made, { fadeOutFrames: 0 })
  const { db } = made.context.library
  db.run(`UPDATE take SET judgement = 'circled'`)
  refuseIfHandEdited(made.context, made.stage, 3)
})
