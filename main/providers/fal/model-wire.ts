import { z } from 'zod'
import type { ModelEntry } from '#model/catalogue.ts'

/** How the input of a model is written, which no two have in common. */
const writing = z.object({
  /** Names of the fields; a field that is not named is not sent. The text is `prompt` everywhere. */
  fields: z.object({
    firstFrame: z.string().optional(),
    lastFrame: z.string().optional(),
    /** A list. */
    references: z.string().optional(),
    /** The clip that is gone on from. */
    lead: z.string().optional(),
    duration: z.string().optional(),
    resolution: z.string().optional(),
    seed: z.string().optional(),
    negative: z.string().optional(),
    fps: z.string().optional(),
  }),
  /** Five seconds: `"5"`, `"5s"`, `5`. */
  durationAs: z.enum(['text', 'text-with-s', 'number']).default('text'),
  /** Sent along with every request. */
  always: z.record(z.string(), z.unknown()).default({}),
})
export type Writing = z.infer<typeof writing>

/** What a model's `wire` says. A model that goes on from a clip is called otherwise then, and written to otherwise. */
const modelWire = writing.extend({ extend: writing.extend({ name: z.string() }).optional() })

type Model = Pick<ModelEntry, 'id' | 'wireName' | 'wire' | 'extend'>

/** What a model is called in a create call, and how its input is written. `isLed`: a clip goes along that it is to go on from. */
export function readModelWire(model: Model, isLed: boolean): Writing & { readonly name: string } {
  const { extend, ...plain } = modelWire.parse(model.wire)
  return isLed && model.extend && extend ? extend : { ...plain, name: model.wireName ?? model.id }
}

/** What the service's `wire` says: where files are uploaded to, if that is another host than the one that takes requests. */
const serviceWire = z.object({ storageUrl: z.url({ protocol: /^https?$/ }).optional() })

export function readStorageUrl(wire: unknown): string | undefined {
  return serviceWire.parse(wire ?? {}).storageUrl
}
