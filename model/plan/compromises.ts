import { secondsFromFrames, type FrameRate } from '../time.ts'
import type { CutPoint } from './cut-points.ts'
import { ODD_FACTOR, type LayoutShot } from './layout.ts'
import type { Compromise, PlanShot } from './plan.ts'
import type { FilmSection } from './sections.ts'

/** A laid place with all that is needed to tell what was given up for it. */
export type LaidPlace = {
  readonly start: CutPoint
  readonly end: CutPoint
  readonly shot: PlanShot
  readonly layout: LayoutShot
  /** How many times longer it is than the music asks. */
  readonly oddness: number
}

/** In seconds; what would round to none of them, in frames. */
function lengthOf(frames: number, rate: FrameRate): string {
  if (frames === 0) return 'nothing'
  const seconds = secondsFromFrames(frames, rate)
  if (seconds >= 0.1) return `${seconds.toFixed(1)} s`
  return frames === 1 ? '1 frame' : `${frames} frames`
}

/** `m:ss.s` from the film's start. */
function atTime(frame: number, rate: FrameRate): string {
  const tenths = Math.round(secondsFromFrames(frame, rate) * 10)
  const seconds = (tenths % 600) / 10
  return `${Math.floor(tenths / 600)}:${seconds < 10 ? '0' : ''}${seconds.toFixed(1)}`
}

function ofPlace(place: LaidPlace, number: number, rate: FrameRate): Compromise[] {
  const { start, end, shot, layout } = place
  const frame = start.frame
  const frames = end.frame - frame
  const { takeFrames, handledFrames, modelFrames } = layout.limits
  const found: Compromise[] = []
  const isTakeUsed = takeFrames !== null && frames <= takeFrames
  if (takeFrames !== null && !isTakeUsed) {
    const missing = lengthOf(frames - takeFrames, rate)
    found.push({
      rule: 'take',
      shot: number,
      frame,
      message: `Shot ${number}'s take is ${missing} shorter than its place.`,
    })
  }
  if (!isTakeUsed && frames > handledFrames) {
    const left = lengthOf(modelFrames - frames, rate)
    const message = `Shot ${number} fills nearly all its model can make and leaves ${left} for its handles.`
    found.push({ rule: 'handles', shot: number, frame, message })
  }
  if (start.kind === 'off-beat' || start.kind === 'between-beats') {
    const message = `Shot ${number} begins off the beat at ${atTime(frame, rate)}: there is no beat near that its neighbours' lengths allow.`
    found.push({ rule: 'beat', shot: number, frame, message })
  }
  if (layout.inside) {
    const inside = layout.inside[end.frame]! - layout.inside[frame]!
    if (inside * 2 < frames) {
      const message = `Shot ${number} stands outside "${shot.section}", the section it was written for.`
      found.push({ rule: 'section', shot: number, frame, message })
    }
  }
  if (place.oddness > ODD_FACTOR || place.oddness * ODD_FACTOR < 1) {
    const message = `Shot ${number} is much ${place.oddness > 1 ? 'longer' : 'shorter'} than the music asks there.`
    found.push({ rule: 'energy', shot: number, frame, message })
  }
  return found
}

/** One line for each section that shots are written for and the song does not have. */
function unknownSections(places: readonly LaidPlace[]): Compromise[] {
  const shotsOf = new Map<string, number[]>()
  for (const [index, { shot, layout }] of places.entries()) {
    if (shot.section === null || layout.inside) continue
    shotsOf.set(shot.section, [...(shotsOf.get(shot.section) ?? []), index + 1])
  }
  return [...shotsOf].map(([section, shots]) => {
    const which = shots.length === 1 ? `Shot ${shots[0]} is` : `Shots ${shots.join(', ')} are`
    return { rule: 'section', message: `${which} written for "${section}", and the song has no such section.` }
  })
}

/** All that was given up in a plan, shot by shot, then for the whole film. */
export function listCompromises(
  places: readonly LaidPlace[],
  sections: readonly FilmSection[],
  rate: FrameRate,
): Compromise[] {
  const found = [...places.flatMap((place, index) => ofPlace(place, index + 1, rate)), ...unknownSections(places)]
  const cutFrames = new Set(places.map(place => place.start.frame))
  for (const { startFrame, name } of sections.filter(section => !cutFrames.has(section.startFrame))) {
    const message = `No cut falls on the start of ${name} at ${atTime(startFrame, rate)}.`
    found.push({ rule: 'section-start', frame: startFrame, message })
  }
  const cuts = places.slice(1).map(place => place.start)
  const insideBars = cuts.filter(cut => cut.kind === 'beat' && !cut.isSectionStart).length
  if (insideBars > 0) {
    const message = `${insideBars} of ${cuts.length} cuts fall inside a bar, on a beat, not on its first.`
    found.push({ rule: 'downbeat', message })
  }
  return found
}
