import { oc } from '@orpc/contract'
import { z } from 'zod'
import { BINDINGS } from '../seam/binding.ts'

const projectId = z.string()
const shotId = z.string()
const microUsd = z.int().nonnegative().nullable()
const seam = z.object({ fromShotId: shotId, toShotId: shotId })

/** The picture a take was made for is another by now: `pictures` = how much later (below 0 earlier) the cut stands; null = another take is chosen there. */
const older = z.object({ takeId: z.string(), takeNumber: z.int(), pictures: z.int().nullable() })

const boundSeam = seam.extend({
  /** As counted on screen, from 1. */
  toNumber: z.int(),
  binding: z.enum(BINDINGS),
  /** True where a section begins, or a person has pinned the cut: what is bound in a span passes it over. */
  isAnchor: z.boolean(),
  /** Takes that wait for a picture of one of the two shots. */
  waiting: z.int(),
  /** Chosen takes of the two shots, or the bridge between them, that were made for an older neighbour. */
  older: z.array(older),
  /** Bridges that are ready, the chosen one first. */
  bridgeTakeIds: z.array(z.string()),
})
export type SeamRow = z.infer<typeof boundSeam>

/**
 * - `list`: every seam of shots that follow each other, in the order of the film. Fails with project/unknown.
 * - `setBinding`: binds the seams that lead into these shots, as one step of the treatment's undo. Of several those at anchors are passed
 *   over, and stay as they are, unless all are left open. Fails with treatment/no-shot.
 * - `priceBridge`: what a take that lies over a seam would cost; null where nobody knows before. Fails with project/unknown,
 *   treatment/no-shot, seam/no-place, outbox/no-first-frame, outbox/no-last-frame, services/no-key, catalogue/unknown-model,
 *   catalogue/not-served, catalogue/retired.
 * - `askBridge`: wants one; it waits until both shots have a chosen take. `quotedMicroUsd` is the price that was shown. Fails as
 *   `priceBridge`, and with outbox/price-changed.
 * - `layBridge`: lays one over its cut in the newest version; answers where. Fails with sequence/none, take/unknown, seam/no-fit.
 */
export const seamBindingsContract = {
  list: oc.input(z.object({ projectId })).output(z.array(boundSeam)),
  setBinding: oc
    .input(z.object({ projectId, toShotIds: z.array(shotId).min(1).max(10_000), binding: z.enum(BINDINGS) }))
    .output(z.void()),
  priceBridge: oc.input(seam.extend({ projectId })).output(z.object({ microUsd })),
  askBridge: oc.input(seam.extend({ projectId, quotedMicroUsd: microUsd })).output(z.void()),
  layBridge: oc
    .input(z.object({ projectId, takeId: z.string() }))
    .output(z.object({ sequenceId: z.string(), frame: z.int() })),
}
