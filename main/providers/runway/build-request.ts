import type { ImageToVideoCreateParams } from '@runwayml/sdk/resources/image-to-video'
import type { TextToVideoCreateParams } from '@runwayml/sdk/resources/text-to-video'
import type { VideoToVideoCreateParams } from '@runwayml/sdk/resources/video-to-video'
import { z } from 'zod'
import { sizeWords } from '#main/providers/size-words.ts'
import type { ModelEntry } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'

type FieldOf<Body> = Body extends unknown ? keyof Body : never
/** Every field that some model knows. */
type RunwayField = FieldOf<TextToVideoCreateParams | ImageToVideoCreateParams | VideoToVideoCreateParams>

export type RunwayRequest = {
  readonly path: '/v1/text_to_video' | '/v1/image_to_video' | '/v1/video_to_video'
  readonly body: Readonly<Partial<Record<RunwayField, unknown>>>
}

/** Addresses of the pictures the clip begins and ends on, and of those of who and what is in it: data URIs, or `runway://` of what was uploaded. */
export type FrameUris = {
  readonly first: string | null
  readonly last: string | null
  readonly references?: readonly string[]
}

/** Of the catalogue's `wire`: fields that every request of a model has, as `{"audio": false}`; how a clip is called that it goes on from, and whether a size goes beside it. */
const wire = z.object({
  fields: z.record(z.string(), z.unknown()).default({}),
  extend: z.object({ video: z.enum(['promptVideo', 'videoUri']), takesSize: z.boolean() }).optional(),
})

type Model = Pick<ModelEntry, 'id' | 'wireName' | 'sizes' | 'takesSeed' | 'takesNegative' | 'wire'>

/** The create call of a clip: of words alone, or of a picture too. Seconds as the catalogue lists them. References never go beside frames. */
export function buildRequest(
  spec: RequestSpec,
  model: Model,
  { first, last, references = [] }: FrameUris,
): RunwayRequest {
  const frames = [
    ...(first === null ? [] : [{ uri: first, position: 'first' } as const]),
    ...(last === null ? [] : [{ uri: last, position: 'last' } as const]),
  ]
  const body = {
    ...saidOf(spec, model),
    ...sizeWords(model, spec, frames.length > 0),
    ...picturesOf(frames, references),
  } satisfies RunwayRequest['body']
  return { path: frames.length > 0 ? '/v1/image_to_video' : '/v1/text_to_video', body }
}

/** The create call of a clip that goes on from the one at `clipUri`. Its seconds are those that are added. Throws of a model that does not do so. */
export function buildExtension(spec: RequestSpec, model: Model, clipUri: string): RunwayRequest {
  const { extend } = wire.parse(model.wire)
  if (!extend) throw new Error(`the catalogue does not say how ${model.id} goes on from a clip`)
  const body = {
    ...saidOf(spec, model),
    ...(extend.takesSize ? sizeWords(model, spec, true) : {}),
    mode: 'extend',
    [extend.video]: clipUri,
  } satisfies RunwayRequest['body']
  return { path: '/v1/video_to_video', body }
}

function saidOf(spec: RequestSpec, model: Model) {
  return {
    ...wire.parse(model.wire).fields,
    model: model.wireName ?? model.id,
    promptText: sentText(spec),
    duration: Math.round((100 * spec.askTicks) / TICKS_PER_SECOND) / 100,
    ...(model.takesSeed ? { seed: spec.seed } : {}),
    ...(model.takesNegative && spec.negative !== '' ? { negativePrompt: spec.negative } : {}),
  } satisfies RunwayRequest['body']
}

function picturesOf(
  frames: readonly { readonly uri: string; readonly position: 'first' | 'last' }[],
  references: readonly string[],
): Pick<RunwayRequest['body'], 'promptImage' | 'references'> {
  if (frames.length > 0) return { promptImage: frames }
  return references.length > 0 ? { references: references.map(uri => ({ uri })) } : {}
}
