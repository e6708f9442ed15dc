import type { RenderCut } from '#model/contract/renders-contract.ts'
import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { framesFromTicks, ticks } from '#model/time.ts'

/** A part of the film that can be rendered; `index` is the section's, null for all of it. */
export type NamedSpan = {
  readonly index: number | null
  readonly section: string | null
  readonly startFrame: number
  readonly endFrame: number
}

/** The whole film, and each section of its song. */
export function spansOf(cut: RenderCut, song: ProjectFrame['song']): NamedSpan[] {
  const whole: NamedSpan = { index: null, section: null, startFrame: 0, endFrame: cut.frames }
  const at = (instant: number): number =>
    Math.min(cut.frames, cut.headFrames + framesFromTicks(ticks(instant), cut.rate))
  const sections = (song?.sections ?? []).map(({ name, startTicks, endTicks }, index) => ({
    index,
    section: name,
    startFrame: at(startTicks),
    endFrame: at(endTicks),
  }))
  return [whole, ...sections.filter(({ startFrame, endFrame }) => endFrame > startFrame)]
}
