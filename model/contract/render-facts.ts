import { z } from 'zod'

/** What was found in a finished film when it was checked, and what it cost. */
export const renderFacts = z.object({
  width: z.int(),
  height: z.int(),
  frames: z.int(),
  pictureSeconds: z.number(),
  /** Null in a film without sound. */
  soundSeconds: z.number().nullable(),
  soundPackets: z.int(),
  /** How far sound and picture are apart at the film's ends, at most. */
  syncOffSeconds: z.number(),
  sizeBytes: z.int(),
  /** Of the whole file; null where it was not read through. */
  sha256: z.string().nullable(),
  pieces: z.int(),
  /** Of those, what was there from an earlier render. */
  piecesReused: z.int(),
  encodedFrames: z.int(),
  encodingSeconds: z.number(),
})

export type RenderFacts = z.infer<typeof renderFacts>
