import { z } from 'zod'

/** What a model's `wire` says: how its input is written, which no two models have in common. */
const modelWire = z.object({
  /** Names of the fields; a field that is not named is not sent. The text is `prompt` everywhere. */
  fields: z.object({
    firstFrame: z.string().optional(),
    lastFrame: z.string().optional(),
    /** A list. */
    references: z.string().optional(),
    duration: z.string().optional(),
    resolution: z.string().optional(),
    seed: z.string().optional(),
    negative: z.string().optional(),
    fps: z.string().optional(),
  }),
  /** Five seconds: `"5"`, `"5s"`, `5`. */
  durationAs: z.enum(['text', 'text-with-s', 'number']).default('text'),
  /** The frame rates it makes; the film's own is asked for if it is one of them. */
  fpsValues: z.array(z.number()).default([]),
  /** Sent along with every request. */
  always: z.record(z.string(), z.unknown()).default({}),
})
export type ModelWire = z.infer<typeof modelWire>

export function readModelWire(wire: unknown): ModelWire {
  return modelWire.parse(wire)
}

/** What the service's `wire` says: where files are uploaded to, if that is another host than the one that takes requests. */
const serviceWire = z.object({ storageUrl: z.url({ protocol: /^https?$/ }).optional() })

export function readStorageUrl(wire: unknown): string | undefined {
  return serviceWire.parse(wire ?? {}).storageUrl
}
