import { z } from 'zod'

/** A file that a person gives the studio: where it lies on this machine, or what was uploaded just now from a browser. */
export const fileRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string().min(1).max(4096) }),
  z.object({ kind: z.literal('upload'), id: z.uuid() }),
])

export type FileRef = z.infer<typeof fileRef>
