import { z } from 'zod'
import type { ModelEntry } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'
import { framesToAsk } from '#model/workflow.ts'

/** Pictures of a request, as base64. */
export type SentFrames = { readonly firstFrame: string | null; readonly lastFrame: string | null }

/** As the server has it where nothing is said. */
const DEFAULT_FPS = 16

/** `fps`: of the clips the server's model makes. `fields`: what else goes into each request, as `sample_params`. */
const wireSchema = z.object({
  fps: z.int().positive().catch(DEFAULT_FPS),
  fields: z.record(z.string(), z.unknown()).catch({}),
})

/** The server rounds the number of frames down to such a one. */
const LENGTH_RULE = { multipleOf: 4, plus: 1 }

/** The body of `POST /sdcpp/v1/vid_gen`. */
export function buildBody(
  spec: RequestSpec,
  { takesSeed, wire }: Pick<ModelEntry, 'takesSeed' | 'wire'>,
  { firstFrame, lastFrame }: SentFrames,
): Readonly<Record<string, unknown>> {
  const { fps, fields } = wireSchema.parse(wire)
  const rate = { numerator: fps, denominator: 1 }
  return {
    ...fields,
    prompt: sentText(spec),
    ...(spec.negative === '' ? {} : { negative_prompt: spec.negative }),
    width: spec.width,
    height: spec.height,
    video_frames: framesToAsk({ lengthRule: LENGTH_RULE, rate }, spec.askTicks),
    fps,
    seed: takesSeed ? spec.seed : -1,
    ...(firstFrame === null ? {} : { init_image: firstFrame }),
    ...(lastFrame === null ? {} : { end_image: lastFrame }),
    output_format: 'webm',
  }
}
