import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { DeskContext } from '#main/desk/desk-context.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { FILM, writeFlownClip } from '#main/seams/testing/flown-clip.ts'
import { openSequence, saveAssembled } from '#main/sequence/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { Changes } from '#model/contract/changes-contract.ts'
import type { SeamOfJoin } from '#model/contract/seams-contract.ts'
import type { ItemId, MediaId, SequenceId, TakeId } from '#model/ids.ts'
import { cutsOf, joinKey } from '#model/seam/joins.ts'
import type { TrackItem, TransitionStyle } from '#model/sequence.ts'
import { ticksFromFrames } from '#model/time.ts'
import { createSeamsDesk, type SeamsDesk } from './seams-desk.ts'
import { createSequencesDesk } from './sequences-desk.ts'
import { plannedFilm } from './sequences/testing/planned-film.ts'

const folder = mkdtempSync(join(tmpdir(), 'seams-desk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One flight of two seconds; where it goes on; a stranger that flies backwards; one that stops at its end; one that begins with a flash. */
const FLIGHTS = {
  flight: { frames: 48, zoom: 1.01 },
  onward: { frames: 48, zoom: 1.01, shows: (frame: number) => 24 + frame },
  stranger: { frames: 48, zoom: 1 / 1.02, seed: 2 },
  stops: { frames: 24, zoom: 1.01, shows: (frame: number) => Math.min(frame, 19) },
  flashes: {
    frames: 24,
    zoom: 1.01,
    shows: (frame: number) => 20 + frame,
    exposure: (frame: number) => (frame < 2 ? 1.25 : 1),
  },
} as const
type Name = keyof typeof FLIGHTS

let ffmpeg: FfmpegProgram
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).ffmpeg
  for (const [name, flown] of Object.entries(FLIGHTS)) await writeFlownClip(join(folder, `${name}.mp4`), flown, ffmpeg)
})

function setUp(library = temporaryLibrary()) {
  const context = temporaryContext(library)
  // A second a shot, of which the takes of two seconds show the middle.
  const film = plannedFilm(context, 24)
  return { library, context, film, ...desksOf(context) }
}

function desksOf(context: DeskContext): { seams: SeamsDesk } {
  const closer = new AbortController()
  const seams = createSeamsDesk({ ...context, closing: closer.signal })
  onTestFinished(async () => {
    closer.abort()
    await seams.idle()
  })
  return { seams }
}

async function mediaOf({ library }: DeskContext, name: Name): Promise<MediaId> {
  const path = join(folder, `${name}.mp4`)
  return library.media.importFile(path, 'take', { facts: (await probeVideo(path, ffmpeg)).facts })
}

/** A cut that shows parts of clips: [name, first frame, frames], and how each begins. */
async function cutOf(
  context: DeskContext,
  film: ReturnType<typeof plannedFilm>,
  parts: readonly [Name, number, number, TransitionStyle?][],
): Promise<SequenceId> {
  const { db } = context.library
  const wish = { projectId: film.projectId, sequenceId: null, transition: 'cut', how: 'new-version' } as const
  const { sequenceId } = createSequencesDesk(context).assemble(wish)
  const { sequence } = openSequence(db, sequenceId)
  const items: TrackItem[] = []
  for (const [index, [name, first, frameCount, style]] of parts.entries()) {
    if (style) items.push({ kind: 'transition', id: `transition-${index}` as ItemId, style, inFrames: 2, outFrames: 2 })
    items.push({
      kind: 'clip',
      id: `clip-${index}` as ItemId,
      shotId: null,
      source: { kind: 'take', takeId: `take-${index}` as TakeId, mediaId: await mediaOf(context, name) },
      frameCount,
      sourceStartTicks: ticksFromFrames(first, FILM.rate),
      speed: { numerator: 1, denominator: 1 },
    })
  }
  const used = parts.reduce((sum, [, , frameCount]) => sum + frameCount, 0)
  items.push({ kind: 'gap', id: 'gap' as ItemId, frameCount: 24 * 24 - used })
  saveAssembled(db, { ...sequence, tracks: [{ ...sequence.tracks[0]!, items }, sequence.tracks[1]!] })
  return sequenceId
}

async function takeOf(context: DeskContext, projectId: string, shot: number, name: Name, judgement = 'unseen') {
  const { db } = context.library
  const mediaId = await mediaOf(context, name)
  const takeId = `${name}-${shot}`
  db.run('INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, 1, ?, ?, 1)', [
    takeId,
    projectId,
    mediaId,
    judgement,
  ])
  db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, `shot-${shot}`])
  return takeId
}

const numbers = (seam: SeamOfJoin | undefined) => {
  if (seam?.state !== 'measured') throw new Error(`not measured: ${JSON.stringify(seam)}`)
  return seam.seam
}
const levels = (seam: SeamOfJoin | undefined) => {
  const { way, speed, light, colour, likeness } = numbers(seam)
  return [way, speed, light, colour, likeness].map(({ level }) => level)
}

test('J4 J7 J8 the joins of a cut are measured, and never twice', async () => {
  const { library, context, film, seams } = setUp()
  const { projectId } = film
  const sequenceId = await cutOf(context, film, [
    ['flight', 0, 24],
    ['flight', 24, 24],
    ['stranger', 0, 24],
    ['stops', 0, 24],
    ['flashes', 0, 24],
  ])
  const heard: Changes[number][] = []
  onTestFinished(createChangeFollower(library.db)(changes => heard.push(...changes)))
  expect(seams.ofCut({ projectId, sequenceId }).map(({ seam }) => seam.state)).toEqual(Array(4).fill('coming'))
  await seams.idle()
  const found = seams.ofCut({ projectId, sequenceId })
  expect(found.map(({ key }) => key)).toEqual(
    cutsOf(openSequence(library.db, sequenceId).sequence).map(({ join }) => joinKey(join!)),
  )
  expect(levels(found[0]?.seam)).toEqual(['good', 'good', 'good', 'good', 'good'])
  expect(numbers(found[1]?.seam)).toMatchObject({ way: { level: 'poor', faults: ['other-way'] } })
  expect(numbers(found[1]?.seam).likeness.level).toBe('poor')
  const last = numbers(found[3]?.seam)
  expect(last.stallBefore.repeats).toBe(4)
  expect(last.speed).toMatchObject({ level: 'poor', faults: ['repeat'] })
  expect(last.flash.frames).toBe(2)
  expect(last.light.faults).toContain('flash')
  expect(heard).toContainEqual({ topic: 'seams', projectId: null })

  const noFfmpeg = (): Promise<FfmpegProgram> => Promise.reject(new Error('no ffmpeg was to run'))
  const again = desksOf({ ...context, ffmpeg: noFfmpeg }).seams
  expect(again.ofCut({ projectId, sequenceId })).toEqual(found)
})

test('a trim has its own join measured, and dissolves, dips and cards are not joins', async () => {
  const { library, context, film, seams } = setUp()
  const { projectId } = film
  const sequenceId = await cutOf(context, film, [
    ['stops', 0, 24],
    ['onward', 0, 20],
    ['flight', 0, 20, 'dissolve'],
    ['onward', 0, 20, 'dip'],
  ])
  seams.ofCut({ projectId, sequenceId })
  await seams.idle()
  expect(seams.ofCut({ projectId, sequenceId }).map(({ seam }) => levels(seam)[1])).toEqual(['poor'])
  const { sequence } = openSequence(library.db, sequenceId)
  expect(cutsOf(sequence).map(({ why }) => why)).toEqual([null, 'dissolve', 'dip'])

  const trimmed = await cutOf(context, film, [
    ['stops', 0, 20],
    ['onward', 0, 20],
  ])
  expect(seams.ofCut({ projectId, sequenceId: trimmed })).toMatchObject([{ seam: { state: 'coming' } }])
  await seams.idle()
  expect(levels(seams.ofCut({ projectId, sequenceId: trimmed })[0]?.seam)[1]).toBe('good')
})

test('J12 the take of a shot that joins its neighbours best is named once all are measured', async () => {
  const { library, context, film, seams } = setUp()
  const { projectId, shotIds } = film
  await takeOf(context, projectId, 1, 'flight', 'circled')
  await takeOf(context, projectId, 2, 'stranger')
  await takeOf(context, projectId, 2, 'onward')
  await takeOf(context, projectId, 2, 'flight', 'rejected')
  const shot = shotIds[1]!
  expect(await seams.ofShot(projectId, shot)).toMatchObject({
    bestTakeId: null,
    after: { shotId: 'shot-3', takeId: null },
  })
  await seams.idle()
  const found = await seams.ofShot(projectId, shot)
  expect(found.bestTakeId).toBe('onward-2')
  expect(found.before).toEqual({ shotId: 'shot-1', takeId: 'flight-1' })
  expect(found.takes.map(({ takeId }) => takeId).toSorted()).toEqual(['onward-2', 'stranger-2'])
  const onward = found.takes.find(({ takeId }) => takeId === 'onward-2')!
  expect(levels(onward.before?.seam ?? undefined)).toEqual(['good', 'good', 'good', 'good', 'good'])
  expect(onward.after).toEqual({ pictures: null, why: 'no-take', seam: null })

  // Between the shots stands the take that assembling would choose, and it is known already.
  library.db.run(`UPDATE take SET judgement = 'circled' WHERE id = 'onward-2'`)
  const [first, second, ...others] = await seams.ofTakes(projectId)
  expect(first).toMatchObject({ before: { takeId: 'flight-1' }, after: { takeId: 'onward-2' }, why: null })
  expect(first?.seam).toEqual(onward.before?.seam)
  expect(first?.pictures?.last.atTicks).toBe(Math.round((35.53 / 24) * 705_600_000))
  expect([second, ...others].map(one => one?.why)).toEqual(Array(22).fill('no-take'))
})

test('a file that is gone leaves a sentence, and the rest is measured', async () => {
  const { context, film, seams } = setUp()
  const { projectId } = film
  const sequenceId = await cutOf(context, film, [
    ['flight', 0, 20],
    ['onward', 0, 20],
    ['flight', 20, 20],
    ['stops', 0, 20],
  ])
  const { media } = context.library
  rmSync(media.pathOf(await mediaOf(context, 'onward')))
  seams.ofCut({ projectId, sequenceId })
  await seams.idle()
  const found = seams.ofCut({ projectId, sequenceId }).map(({ seam }) => seam)
  expect(found.map(({ state }) => state)).toEqual(['failed', 'failed', 'measured'])
  expect(found[0]).toMatchObject({ sentence: expect.stringContaining('onward.mp4') as string })
})
