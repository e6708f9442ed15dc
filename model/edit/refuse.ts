import { StudioError } from '../errors.ts'

/** An edit that cannot be done as things stand, told in one sentence; the sequence stays as it is. */
export function refuse(sentence: string): never {
  throw new StudioError('edit/refused', sentence)
}

/** How far something may be moved, and why no further. Both ends are allowed. */
export type Reach = { readonly min: number; readonly max: number; readonly whyMin: string; readonly whyMax: string }

/** The part of the way that is free. @throws StudioError edit/refused when there is none, with the reason */
export function within(reach: Reach, wanted: number, now: number): number {
  const reached = Math.min(Math.max(wanted, reach.min), reach.max)
  if (reached === now && wanted !== now) refuse(wanted < now ? reach.whyMin : reach.whyMax)
  return reached
}

/** The narrower of several limits and its reason. */
export function least(...limits: readonly (readonly [frames: number, why: string])[]): readonly [number, string] {
  return limits.reduce((narrowest, limit) => (limit[0] < narrowest[0] ? limit : narrowest))
}

export const WHY = {
  takeBegins: 'The take begins here: there is nothing before it.',
  takeEnds: 'The take ends here: there is nothing after it.',
  oneFrame: 'A clip keeps at least one frame.',
  neighbour: 'The clip beside it keeps at least one frame.',
  anchor: 'Ripples stop at the next anchor, and the last clip before it keeps at least one frame.',
  filmBegins: 'The film begins here.',
  filmEnds: 'The film ends here.',
}
