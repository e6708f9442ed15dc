import { boundWindow } from '#model/assemble/bound-window.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { HANDLE_TICKS, PACE } from '#model/handles.ts'
import { framesIn, ticks, type FrameRate } from '#model/time.ts'
import type { TakePlace } from '../../playback/take-plan.ts'

const UNBOUND = { begins: false, ends: false }

/** The take at its shot's place as an assembled cut would show it; null without a place or a picture. */
export function placeTake(take: TakeRow, shot: TakeShot | null, rate: FrameRate): TakePlace | null {
  if (!shot?.place || !take.media) return null
  const { rate: takeRate, durationTicks } = take.media.facts
  const frameCount = framesIn(shot.place)
  const facts = { rate: takeRate, durationTicks: ticks(durationTicks) }
  const window = boundWindow(facts, frameCount, rate, PACE, HANDLE_TICKS, take.bound ?? UNBOUND)
  return { startFrame: shot.place.startFrame, frameCount, sourceStartTicks: window.startTicks, speed: window.speed }
}
