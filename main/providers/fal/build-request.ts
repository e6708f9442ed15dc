import type { ConditioningPaths } from '#main/providers/port.ts'
import { assertNever } from '#model/assert-never.ts'
import type { ModelEntry } from '#model/catalogue.ts'
import { clipRate } from '#model/clip-rate.ts'
import { clipSize } from '#model/clip-size.ts'
import { StudioError } from '#model/errors.ts'
import type { RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'
import type { Writing } from './model-wire.ts'

/** Addresses of pictures, and of the clip it goes on from in place of these, `data:` or `https:`. */
export type FrameUrls = {
  readonly first: string | null
  readonly last: string | null
  readonly references?: readonly string[]
  readonly lead?: string
}

/**
 * Stops what a model does not make before it is sent: some of it would be refused only when the job has been waited for.
 * @throws StudioError request/not-offered
 */
export function demandOffered(
  {
    title,
    takesTextAlone,
    needsLastFrame,
    extend,
  }: Pick<ModelEntry, 'title' | 'takesTextAlone' | 'needsLastFrame' | 'extend'>,
  { firstFrame, lastFrame, leadIn }: ConditioningPaths,
): void {
  if (leadIn === undefined && extend?.isOnlyWay) {
    throw notOffered(`${title} goes on from a clip, and there is none. Ask another model, or bind the seam before it.`)
  }
  if (firstFrame === null && (!takesTextAlone || lastFrame !== null)) {
    throw notOffered(`${title} needs a picture to begin with. Give the shot a first frame.`)
  }
  if (lastFrame === null && needsLastFrame) {
    throw notOffered(`${title} needs a picture to end on. Give the shot a last frame.`)
  }
}

function notOffered(message: string): StudioError {
  return new StudioError('request/not-offered', message)
}

/** The input of a model, which is the whole body of the create call; its fields are those that `wire` names. */
export function buildInput(
  spec: RequestSpec,
  model: Pick<ModelEntry, 'sizes' | 'rates'>,
  wire: Writing,
  { first, last, references = [], lead }: FrameUrls,
): Readonly<Record<string, unknown>> {
  const { fields } = wire
  const values: readonly (readonly [string | undefined, unknown])[] = [
    [fields.firstFrame, first ?? undefined],
    [fields.lastFrame, last ?? undefined],
    [fields.references, references.length > 0 ? references : undefined],
    [fields.lead, lead],
    [fields.duration, durationOf(spec, wire)],
    [fields.resolution, clipSize(model.sizes, spec).wire],
    [fields.seed, spec.seed],
    [fields.negative, spec.negative === '' ? undefined : spec.negative],
    [fields.fps, clipRate(model, spec.rate) ?? undefined],
  ]
  return {
    ...wire.always,
    prompt: sentText(spec),
    ...Object.fromEntries(values.filter(([name, value]) => name !== undefined && value !== undefined)),
  }
}

function durationOf({ askTicks }: RequestSpec, { durationAs }: Writing): string | number {
  const seconds = Math.round((100 * askTicks) / TICKS_PER_SECOND) / 100
  switch (durationAs) {
    case 'text':
      return String(seconds)
    case 'text-with-s':
      return `${seconds}s`
    case 'number':
      return seconds
    default:
      return assertNever(durationAs)
  }
}
