import { modelById, type Catalogue } from '#model/catalogue.ts'
import type { Compromise } from '#model/plan/plan.ts'
import { secondsFromTicks, type FrameRate } from '#model/time.ts'
import type { RunOptions } from './context.ts'
import { DEFAULT_MODEL, DEFAULT_RATE, DEFAULT_SEED } from './defaults.ts'
import { listenTo, type Ears } from './listen-to.ts'
import { planFor } from './lay-out.ts'
import { readTreatment } from './treatment-stage.ts'

export type PlanFilmRequest = {
  readonly songPath: string
  readonly treatmentPath: string
  readonly model: string | null
  readonly rate: FrameRate | null
  readonly seed: number | null
  readonly shotCount: number | null
}

export type PlannedFilm = {
  readonly shots: readonly {
    readonly shot: number
    readonly prompt: string
    readonly section: string
    readonly startFrame: number
    readonly endFrame: number
    readonly askSeconds: number
  }[]
  readonly compromises: readonly Compromise[]
}

/** Lays a treatment out over a song as `make` would for a new project, and keeps nothing. */
export async function planFilm(
  context: Ears & { readonly catalogue: Catalogue },
  request: PlanFilmRequest,
  run: Pick<RunOptions, 'signal' | 'onProgress'>,
): Promise<PlannedFilm> {
  const treatment = await readTreatment(request.treatmentPath, request.shotCount)
  const model = request.model ?? DEFAULT_MODEL
  modelById(context.catalogue, model)
  const { heard } = await listenTo(context, request.songPath, run)
  const { analysis } = heard
  const shots = treatment.shots.map((written, index) => ({ serial: index + 1, position: index, written, place: null }))
  const wish = { analysis, rate: request.rate ?? DEFAULT_RATE, seed: request.seed ?? DEFAULT_SEED, model }
  const plan = planFor(context.catalogue, wish, shots, new Map())
  return {
    shots: plan.places.map((place, index) => ({
      shot: index + 1,
      prompt: treatment.shots[index]!.prompt,
      section: place.section ?? '',
      startFrame: place.startFrame,
      endFrame: place.endFrame,
      askSeconds: secondsFromTicks(place.askTicks),
    })),
    compromises: plan.compromises,
  }
}
