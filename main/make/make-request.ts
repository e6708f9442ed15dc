import type { Compromise } from '#model/plan/plan.ts'
import type { TransitionStyle } from '#model/sequence.ts'
import type { FrameRate } from '#model/time.ts'
import type { PresetName } from '#model/render-presets.ts'
import type { StageReport } from '#main/progress.ts'

/** Where takes come from: drawn by the animatic provider, or files the user has. */
export type TakeSource = { readonly kind: 'animatic' } | { readonly kind: 'folder'; readonly folder: string }

/** A span of the film in seconds; null = from its start, to its end. */
export type RenderSpan = { readonly fromSeconds: number | null; readonly toSeconds: number | null }

/** What `make` is asked. Null leaves a choice to the project, or to the defaults for a new one; a model is never kept. */
export type MakeRequest = {
  readonly songPath: string
  readonly treatmentPath: string
  readonly outputPath: string
  readonly takeSource: TakeSource
  readonly model: string | null
  readonly size: { readonly width: number; readonly height: number } | null
  readonly rate: FrameRate | null
  readonly takesPerShot: number
  readonly seed: number | null
  readonly shotCount: number | null
  readonly transition: 'cut' | 'dissolve'
  readonly span: RenderSpan
  readonly preset: PresetName | null
  readonly projectTitle: string | null
  /** Keep a sequence that was edited by hand and put the new cut beside it. */
  readonly isNewVersion: boolean
  readonly verify: 'quick' | 'full'
  /** Leave song and clips where they are instead of copying them into the library. */
  readonly isLinked: boolean
}

/**
 * One clip of the finished video. Frames count in the film; `takeFile` is null for a shot that waits for a take, `shot` for
 * a clip that belongs to none.
 */
export type MadeShot = {
  readonly shot: number | null
  readonly prompt: string
  readonly takeFile: string | null
  readonly sourceInSeconds: number
  readonly speed: number
  readonly startFrame: number
  readonly endFrame: number
  readonly transition: 'cut' | TransitionStyle
}

/** The JSON document of `make` and `render`. */
export type MakeResult = {
  readonly output: string
  readonly project: string
  readonly frames: number
  readonly fps: readonly [number, number]
  readonly size: readonly [number, number]
  readonly durationSeconds: number
  readonly tempoBpm: number | null
  readonly shots: readonly MadeShot[]
  readonly compromises: readonly Compromise[]
  readonly warnings: readonly string[]
  readonly stages: readonly StageReport[]
}
