import { expect, test } from 'vitest'
import { catalogueSchema } from '#model/catalogue.ts'
import type { MediaId } from '#model/ids.ts'
import { FILM_RATE, madeUpSong } from '#model/plan/testing/made-up-song.ts'
import type { Shot } from '#model/shot.ts'
import { framesIn, ticksFromSeconds } from '#model/time.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { listTrashedShots } from '#main/treatment/shot-store.ts'
import type { MakeContext } from './context.ts'
import { layOutFilm, type CoveredFrames, type FilmWish } from './lay-out.ts'

const SECONDS = 242
const MODEL = { id: 'animatic', provider: 'animatic', title: 'Animatic', version: 1, isPaid: false }
const LENGTHS = { kind: 'any', minSeconds: 0.5, maxSeconds: 60 }
const CATALOGUE = catalogueSchema.parse({
  models: [{ ...MODEL, lengths: LENGTHS, takesFirstFrame: true, takesLastFrame: true, takesSeed: true }],
})

function someContext(): MakeContext {
  const library = temporaryLibrary()
  for (const song of ['song', 'other']) {
    library.db.run(`INSERT INTO media VALUES (?, 'song', 'song.mp3', 9, NULL, '/songs/song.mp3', NULL, 1)`, [song])
  }
  return { library, catalogue: CATALOGUE, ffmpeg: () => Promise.reject(new Error('no ffmpeg is needed to lay out')) }
}

function written(prompt: string): TreatmentShot {
  return { id: null, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
}

const PROMPTS = Array.from({ length: 55 }, (_, index) => written(`place number ${index}, seen from above`))

function wishFor(shots: readonly TreatmentShot[], songId = 'song'): FilmWish {
  return {
    title: 'A Life',
    songId: songId as MediaId,
    analysis: {
      ...madeUpSong({ bpm: 97, seconds: SECONDS }),
      analyserVersion: 1,
      sampleRate: 48_000,
      sampleCount: SECONDS * 48_000,
      durationTicks: ticksFromSeconds(SECONDS),
      tempoBpm: 97,
      meter: 4,
      grid: 'beat',
      confidence: 1,
      confidenceSpans: [],
    },
    treatment: { title: null, style: null, negative: null, shots },
    model: 'animatic',
    seed: 7,
    rate: FILM_RATE,
    width: 640,
    height: 360,
  }
}

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

test('a model that no catalogue has is told with the shot that names it', () => {
  const shots = PROMPTS.with(4, { ...PROMPTS[4]!, model: 'veo' })
  expect(() => layOutFilm(someContext(), wishFor(shots), () => new Map())).toThrow(
    'There is no model called "veo" that shot 5 could be asked of.',
  )
})
