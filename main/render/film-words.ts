import type { BurnInMark } from '#model/burn-in.ts'
import type { ShotId } from '#model/ids.ts'
import type { ShotCaption } from '#model/render-plan.ts'
import type { FilmTags } from './join.ts'

/** All that a film holds beside its cut, as it stood when the film was asked for. */
export type FilmWords = {
  readonly captions: readonly (readonly [ShotId, ShotCaption])[]
  /** What review copies call the beats. */
  readonly bars: readonly BurnInMark[]
  /** `isAiGenerated` marks the film as made with generated pictures. */
  readonly tags: FilmTags & { readonly isAiGenerated: boolean }
}
