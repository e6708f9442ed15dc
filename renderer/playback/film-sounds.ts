import type { PlannedEffect } from '#model/render-sounds.ts'
import type { RenderPlan } from '#model/render-plan.ts'
import { ticksFromFrames } from '#model/time.ts'
import type { TransportSound } from './transport.ts'

/** The sounds beside the song as the transport plays them, at their places in the film (R10): the samples that the render uses. */
export function soundsOf({ effects, span, rate }: Pick<RenderPlan, 'effects' | 'span' | 'rate'>): TransportSound[] {
  return effects.map((effect: PlannedEffect) => {
    const startFrame = span.startFrame + effect.leadFrames - effect.skipFrames
    return {
      url: `/song/${effect.mediaId}`,
      startTicks: ticksFromFrames(startFrame, rate),
      endTicks: ticksFromFrames(startFrame + effect.clipFrames, rate),
      sourceStartTicks: effect.startTicks,
      gain: 10 ** (effect.gainDecibels / 20),
      fadeInTicks: ticksFromFrames(effect.fadeInFrames, rate),
      fadeOutTicks: ticksFromFrames(effect.fadeOutFrames, rate),
    }
  })
}
