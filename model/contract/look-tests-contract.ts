import { oc } from '@orpc/contract'
import { z } from 'zod'
import { COCKTAIL_COUNT, PROBE_COUNT } from '../prompt/look-test.ts'
import { REQUEST_STATES } from '../request.ts'
import { JUDGEMENTS } from '../take.ts'
import { askPrice, price } from './ask-price.ts'

const projectId = z.string()
const chips = z.array(z.string().max(1000)).max(200)
const look = z.object({ style: chips, negative: chips })

const lookTestWish = z.object({
  projectId,
  /** Each stands in place of the film's. */
  looks: z.array(look).min(COCKTAIL_COUNT.min).max(COCKTAIL_COUNT.max),
  /** The shots they are tried on. */
  shotIds: z.array(z.string()).min(1).max(PROBE_COUNT),
})

const lookTest = z.object({
  looks: z.array(look),
  /** The one that is the film's now, by index. */
  inUse: z.int().nullable(),
  shots: z.array(z.object({ id: z.string(), number: z.int(), title: z.string() })),
  takes: z.array(
    z.object({
      takeId: z.string(),
      shotId: z.string(),
      /** An index into the looks. */
      look: z.int(),
      state: z.enum(REQUEST_STATES),
      judgement: z.enum(JUDGEMENTS),
      media: z.object({ id: z.string(), durationTicks: z.int() }).nullable(),
    }),
  ),
})
export type LookTestView = z.infer<typeof lookTest>

/**
 * Looks tried on a few shots beside each other (SPEC W15).
 * - `price`: what a test would cost, and what stands in its way; nothing is asked for. Fails with look-test/refused, in a sentence.
 * - `ask`: asks for it at that price. Answers how many takes. Fails as `outbox.ask` does.
 * - `newest`: the newest test; null before the first.
 * - `choose`: takes the look of one of its takes for the film, and circles that take for its shot.
 */
export const lookTestsContract = {
  price: oc.input(lookTestWish).output(askPrice),
  ask: oc.input(lookTestWish.extend({ quoted: price })).output(z.object({ asked: z.int() })),
  newest: oc.input(z.object({ projectId })).output(lookTest.nullable()),
  choose: oc.input(z.object({ projectId, takeId: z.string() })).output(z.void()),
}
