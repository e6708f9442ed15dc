import type { MediaId } from '#model/ids.ts'
import type { RenderPlan } from '#model/render-plan.ts'
import type { Speed } from '#model/sequence.ts'
import { framesCovering, ticks, ticksFromFrames, type FrameRate, type Ticks } from '#model/time.ts'
import type { TakeFacts } from './video-pool.ts'

/** Where a take stands in the film, and what of it: it begins `sourceStartTicks` into the take. */
export type TakePlace = {
  readonly startFrame: number
  readonly frameCount: number
  readonly sourceStartTicks: number
  readonly speed: Speed
}

type Format = { readonly rate: FrameRate; readonly width: number; readonly height: number }

/** A film of one take alone, from its first picture to its last. */
export function planOfTake(mediaId: string, facts: TakeFacts): RenderPlan {
  const { rate, width, height } = facts
  const frames = Math.max(1, framesCovering(ticks(facts.durationTicks), rate))
  const place = { startFrame: 0, frameCount: frames, sourceStartTicks: 0, speed: { numerator: 1, denominator: 1 } }
  return planWith(mediaId, place, { rate, width, height }, frames)
}

/** A film of `filmFrames` with the take in its place, its spare picture before and after it, and black around it. */
export function planOfTakeInPlace(
  mediaId: string,
  facts: TakeFacts,
  place: TakePlace,
  format: Format,
  filmFrames: number,
): RenderPlan {
  const { numerator, denominator } = place.speed
  const perFrame = (ticksFromFrames(1, format.rate) * numerator) / denominator
  const before = Math.min(place.startFrame, Math.floor(place.sourceStartTicks / perFrame))
  const whole = Math.ceil((facts.durationTicks - place.sourceStartTicks) / perFrame)
  const after = Math.max(place.frameCount, Math.min(whole, filmFrames - place.startFrame))
  const lastFrame = Math.max(filmFrames, place.startFrame + place.frameCount)
  const shown = {
    startFrame: place.startFrame - before,
    frameCount: before + after,
    sourceStartTicks: Math.round(place.sourceStartTicks - before * perFrame),
    speed: place.speed,
  }
  return planWith(mediaId, shown, format, lastFrame)
}

function planWith(mediaId: string, place: TakePlace, format: Format, filmFrames: number): RenderPlan {
  const endFrame = place.startFrame + place.frameCount
  return {
    ...format,
    span: { startFrame: 0, endFrame: filmFrames },
    pieces: [
      {
        startFrame: place.startFrame,
        endFrame,
        fades: [],
        content: {
          kind: 'solo',
          source: {
            kind: 'take',
            mediaId: mediaId as MediaId,
            startTicks: place.sourceStartTicks as Ticks,
            speed: place.speed,
            caption: null,
          },
        },
      },
    ],
    sound: null,
    effects: [],
  }
}
