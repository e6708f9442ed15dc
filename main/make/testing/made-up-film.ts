import { catalogueSchema } from '#model/catalogue.ts'
import type { MediaId } from '#model/ids.ts'
import { FILM_RATE, madeUpSong } from '#model/plan/testing/made-up-song.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { MakeContext } from '../context.ts'
import type { FilmWish } from '../lay-out.ts'

const SECONDS = 242
const MODEL = { id: 'animatic', provider: 'animatic', title: 'Animatic', version: 1, price: { kind: 'free' } }
const SIZES = { kind: 'any', multipleOf: 2, maxPixels: 33_177_600 }
const LENGTHS = { kind: 'any', minSeconds: 0.5, maxSeconds: 60 }
const CATALOGUE = catalogueSchema.parse({
  services: [
    {
      ...{ id: 'animatic', family: 'animatic', title: 'Animatic', baseUrl: null, key: null },
      limits: { inFlight: 2, perMinute: null },
    },
  ],
  models: [
    {
      ...MODEL,
      lengths: LENGTHS,
      sizes: SIZES,
      takesFirstFrame: true,
      takesLastFrame: true,
      takesSeed: true,
      takesNegative: true,
    },
  ],
})

/** For tests: a new library that knows two songs, `song` and `other`, and nothing that could draw. */
export function someContext(): MakeContext {
  const library = temporaryLibrary()
  for (const song of ['song', 'other']) {
    library.db.run(`INSERT INTO media VALUES (?, 'song', 'song.mp3', 9, NULL, '/songs/song.mp3', NULL, 1)`, [song])
  }
  return { library, catalogue: CATALOGUE, ffmpeg: () => Promise.reject(new Error('no ffmpeg is needed to lay out')) }
}

function writtenAs(prompt: string): TreatmentShot {
  return { id: null, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
}

/** The reference job's number of shots. */
export const PROMPTS = Array.from({ length: 55 }, (_, index) => writtenAs(`place number ${index}, seen from above`))

/** For tests: these shots over four minutes of song. */
export function wishFor(shots: readonly TreatmentShot[], songId = 'song'): FilmWish {
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
