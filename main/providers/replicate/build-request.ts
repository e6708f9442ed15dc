import type Replicate from 'replicate'
import { z } from 'zod'
import { sizeWords } from '#main/providers/size-words.ts'
import type { ModelEntry } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { clipRate } from '#model/clip-rate.ts'
import { sentText } from '#model/sent-text.ts'
import { framesCovering, TICKS_PER_SECOND } from '#model/time.ts'

/** Pictures a second of a model whose own are not known. */
const USUAL_RATE = 24

const field = z.string().min(1).nullable()

/**
 * Of the catalogue's `wire`: what a model calls its inputs, each null or left out where it has none. `frames` is the length in pictures
 * at the model's rate, for models that do not take seconds; `fixed` is sent with every request. With a `version` (64 hex digits)
 * that very version is run, else the newest of the model.
 */
const wire = z.object({
  version: z.string().nullable().default(null),
  prompt: field.default('prompt'),
  negative: field.default(null),
  firstFrame: field.default(null),
  lastFrame: field.default(null),
  references: field.default(null),
  seconds: field.default(null),
  frames: field.default(null),
  ratio: field.default(null),
  resolution: field.default(null),
  seed: field.default(null),
  fixed: z.record(z.string(), z.unknown()).default({}),
})

/** What the client library of the service takes for a create call. */
type CreateOptions = Parameters<Replicate['predictions']['create']>[0]

export type ReplicateRequest = {
  readonly path: string
  readonly body: { readonly version?: string; readonly input: Readonly<Record<string, unknown>> }
}

type Model = Pick<ModelEntry, 'id' | 'wireName' | 'sizes' | 'takesSeed' | 'takesNegative' | 'rates' | 'wire'>

/** Addresses of the pictures the clip begins and ends on, and of those of who and what is in it: data URIs, or those under which they were uploaded. */
export type FrameUris = {
  readonly first: string | null
  readonly last: string | null
  readonly references?: readonly string[]
}

/** The create call of a clip. */
export function buildRequest(
  spec: RequestSpec,
  model: Model,
  { first, last, references = [] }: FrameUris,
): ReplicateRequest {
  const names = wire.parse(model.wire)
  const { ratio, resolution } = sizeWords(model, spec, first !== null || last !== null)
  const rate = { numerator: clipRate(model, spec.rate) ?? USUAL_RATE, denominator: 1 }
  const values = [
    [names.prompt, sentText(spec)],
    [names.negative, model.takesNegative && spec.negative !== '' ? spec.negative : undefined],
    [names.firstFrame, first ?? undefined],
    [names.lastFrame, last ?? undefined],
    [names.references, references.length > 0 ? references : undefined],
    [names.seconds, Math.round((100 * spec.askTicks) / TICKS_PER_SECOND) / 100],
    [names.frames, framesCovering(spec.askTicks, rate)],
    [names.ratio, ratio],
    [names.resolution, resolution],
    [names.seed, model.takesSeed ? spec.seed : undefined],
  ] as const
  const asked = values.flatMap(([name, value]) => (name === null || value === undefined ? [] : [[name, value]]))
  const input = { ...names.fixed, ...(Object.fromEntries(asked) as Record<string, unknown>) }
  const { version } = names
  if (version !== null) {
    return { path: '/predictions', body: { version, input } satisfies CreateOptions }
  }
  const owned = nameOf(model).split('/').map(encodeURIComponent).join('/')
  return { path: `/models/${owned}/predictions`, body: { input } satisfies Pick<CreateOptions, 'input'> }
}

/** What a prediction says of itself if it was made of such a request. */
export function traitsOf(
  spec: RequestSpec,
  model: Pick<ModelEntry, 'id' | 'wireName' | 'wire'>,
): {
  readonly model: string | null
  readonly version: string | null
  readonly promptField: string
  readonly prompt: string
} {
  const { version, prompt } = wire.parse(model.wire)
  // The owner's name of a model may have changed since the version was noted.
  return {
    model: version === null ? nameOf(model) : null,
    version,
    promptField: prompt ?? 'prompt',
    prompt: sentText(spec),
  }
}

/** `owner/name` */
function nameOf({ id, wireName }: Pick<ModelEntry, 'id' | 'wireName'>): string {
  return wireName ?? id
}
