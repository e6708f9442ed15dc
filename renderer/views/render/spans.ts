import type { RenderCut } from '#model/contract/renders-contract.ts'
import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { framesFromTicks, ticks, type FrameRange } from '#model/time.ts'
import { texts } from '../../texts.ts'

/** A part of the film that can be rendered; `index` is the section's, null for all of it, or that between the marks of Edit. */
export type NamedSpan = {
  readonly index: number | 'marked' | null
  readonly section: string | null
  readonly startFrame: number
  readonly endFrame: number
}

/** The whole film, what lies between the marks where there are two, and each section of its song. */
export function spansOf(cut: RenderCut, song: ProjectFrame['song'], marked: FrameRange | null): NamedSpan[] {
  const whole: NamedSpan = { index: null, section: null, startFrame: 0, endFrame: cut.frames }
  const at = (instant: number): number =>
    Math.min(cut.frames, cut.headFrames + framesFromTicks(ticks(instant), cut.rate))
  const sections = (song?.sections ?? []).map(({ name, startTicks, endTicks }, index) => ({
    index,
    section: name.charAt(0).toUpperCase() + name.slice(1),
    startFrame: at(startTicks),
    endFrame: at(endTicks),
  }))
  const between: NamedSpan[] = marked ? [{ index: 'marked', section: texts.render.inToOut, ...marked }] : []
  return [whole, ...between, ...sections.filter(({ startFrame, endFrame }) => endFrame > startFrame)]
}
