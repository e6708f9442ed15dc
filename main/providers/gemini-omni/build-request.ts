import type { Interactions } from '@google/genai'
import { base64Of, type Picture } from '#main/providers/http/picture.ts'
import type { ConditioningPaths } from '#main/providers/port.ts'
import { modelById, type ModelEntry } from '#model/catalogue.ts'
import { clipSize } from '#model/clip-size.ts'
import type { RequestSpec } from '#model/request.ts'
import { StudioError } from '#model/errors.ts'
import { sentText } from '#model/sent-text.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'

type CreateBody = Interactions.CreateModelInteractionParamsNonStreaming

/** The pictures a clip is to begin and end on, and those of who and what is in it. */
export type Frames = {
  readonly first: Picture | null
  readonly last: Picture | null
  readonly references?: readonly Picture[]
  /** The clip it goes on from, in place of all others. */
  readonly lead?: Picture
}

/**
 * Stops what a model does not make before it is sent: some of it would be refused only when the job has been waited for.
 * @throws StudioError request/not-offered
 */
export function demandOffered(
  spec: Pick<RequestSpec, 'askTicks'>,
  { title, maxSecondsToLastFrame: most }: Pick<ModelEntry, 'title' | 'maxSecondsToLastFrame'>,
  { firstFrame, lastFrame }: ConditioningPaths,
): void {
  if (lastFrame === null) return
  if (firstFrame === null) throw notOffered(`${title} takes a last frame only together with a first one.`)
  if (most === undefined || secondsOf(spec) <= most) return
  const so = `${title} makes at most ${most} seconds when the last frame is given.`
  throw notOffered(`${so} Make the shot shorter, or leave the last frame out.`)
}

function notOffered(message: string): StudioError {
  return new StudioError('request/not-offered', message)
}

/** The body of `POST /interactions`. Whether references may go beside frames is not confirmed by its makers: they never do. */
export function buildInteraction(spec: RequestSpec, models: readonly ModelEntry[], pictures: Frames) {
  const model = modelById({ models }, spec.model)
  const { width, height, wire } = clipSize(model.sizes, spec)
  const { task, tagged } = tasked(pictures)
  const { lead } = pictures
  const clips = lead
    ? [{ type: 'video', data: base64Of(lead), mime_type: lead.type } satisfies Interactions.VideoContent]
    : []
  const images = tagged.map(
    ({ picture }) =>
      ({ type: 'image', data: base64Of(picture), mime_type: picture.type }) satisfies Interactions.ImageContent,
  )
  const tags = tagged.map(({ tag }) => tag)
  const text = { type: 'text', text: [...tags, sentText(spec)].join(' ') } satisfies Interactions.TextContent
  return {
    model: model.wireName ?? model.id,
    input: [...clips, ...images, text],
    background: true,
    // What runs in the background has to be kept there.
    store: true,
    generation_config: { video_config: { task } satisfies Interactions.VideoConfig },
    response_format: {
      type: 'video',
      // Clips over 4 MB must not lie in an answer, and how large one gets nobody knows before.
      delivery: 'uri',
      aspect_ratio: width >= height ? '16:9' : '9:16',
      ...(wire === undefined ? {} : { resolution: wire }),
      // Where it goes on from a clip, what is added to that. A number without its unit is refused.
      duration: `${secondsOf(spec)}s`,
    } satisfies Interactions.VideoResponseFormat,
  } satisfies CreateBody
}

type Tagged = { readonly tag: string; readonly picture: Picture }

/** What is to be done with which pictures; the tags bind them, in their order, to what they are for. */
function tasked({ first, last, references = [], lead }: Frames): {
  readonly task: NonNullable<Interactions.VideoConfig['task']>
  readonly tagged: readonly Tagged[]
} {
  if (lead) return { task: 'extend', tagged: [] }
  const frames = [
    ...(first ? [{ tag: '<FIRST_FRAME>', picture: first }] : []),
    ...(last ? [{ tag: '<LAST_FRAME>', picture: last }] : []),
  ]
  if (frames.length > 0) return { task: 'image_to_video', tagged: frames }
  // Their number is said to begin with 0; not confirmed by its makers.
  const tagged = references.map((picture, index) => ({ tag: `<IMAGE_REF_${index}>`, picture }))
  return { task: tagged.length > 0 ? 'reference_to_video' : 'text_to_video', tagged }
}

function secondsOf({ askTicks }: Pick<RequestSpec, 'askTicks'>): number {
  return Math.round((100 * askTicks) / TICKS_PER_SECOND) / 100
}
