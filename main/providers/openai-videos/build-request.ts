import type { ModelEntry } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'
import { framesCovering, TICKS_PER_SECOND } from '#model/time.ts'

/** The fields of `POST /videos`, all texts: they go as a form. */
export type VideoFields = Readonly<Record<string, string>>

/**
 * The fields that every server of this shape knows, and for those that say so the ones of the open-source servers too: size in
 * pixels, length in frames, counter-words, seed.
 */
export function buildFields(
  spec: RequestSpec,
  model: Pick<ModelEntry, 'id' | 'wireName' | 'takesSeed' | 'wire'>,
): VideoFields {
  const { width, height, rate, askTicks } = spec
  const core = {
    model: model.wireName ?? model.id,
    prompt: sentText(spec),
    seconds: String(Math.round((100 * askTicks) / TICKS_PER_SECOND) / 100),
    size: `${width}x${height}`,
  }
  if (model.wire['extendedFields'] !== true) return core
  const fps = Math.round(rate.numerator / rate.denominator)
  return {
    ...core,
    width: String(width),
    height: String(height),
    fps: String(fps),
    num_frames: String(framesCovering(askTicks, rate)),
    ...(spec.negative === '' ? {} : { negative_prompt: spec.negative }),
    ...(model.takesSeed ? { seed: String(spec.seed) } : {}),
  }
}
