import type { Flight } from './camera.ts'
import type { CastPlan, PersonKind } from './figures.ts'
import type { PaletteName } from './palettes.ts'
import type { ParticleKind } from './particles.ts'
import type { Way } from './lens.ts'
import type { Stage } from './stage.ts'

/** A kind of place the animatic can fly through. */
export type Scene = {
  /** What speaks for it, in the notation of `word-score.ts`. */
  readonly words: string
  /** The lights that suit it where the prompt names none. */
  readonly palettes: readonly PaletteName[]
  readonly flight: Flight
  /** Metres to the end of sight, and metres after which two thirds are fog. */
  readonly far: number
  readonly fog: number
  /** Share of the height from the top; 0.5 where none is given. */
  readonly horizon?: number
  /** Radians the camera looks up (+) or down (-). */
  readonly pitch?: number
  readonly way?: Partial<Way>
  /** How the prompt's people stand in it; `none` where the scene places its own. */
  readonly cast: CastPlan | 'none'
  /** No rain, snow or birds under a roof. */
  readonly isIndoors?: boolean
  /** What is in its air where the prompt does not say. */
  readonly air?: ParticleKind
  /**
   * Chooses a layout from the stage's seed and paints what never changes; gives back what paints one frame,
   * `t` seconds into the shot, behind the people, and optionally `before`, what stands in front of them.
   */
  readonly build: (stage: Stage, hints: SceneHints) => ScenePainter
}

export type SceneHints = {
  readonly people: readonly PersonKind[]
  readonly hasScarf: boolean
  /** Whether the prompt has any of these words or underscored phrases. */
  readonly says: (phrases: string) => boolean
}

export type ScenePainter = {
  readonly paint: (t: number) => void
  readonly paintBefore?: (t: number) => void
}
