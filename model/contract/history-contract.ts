import { oc } from '@orpc/contract'
import { z } from 'zod'

const document = z.union([z.enum(['song', 'treatment', 'takes']), z.templateLiteral(['sequence:', z.string()])])

const input = z.object({ projectId: z.string(), document })

/** What the next undo and redo would take back or do again, for people; null where there is nothing. */
const state = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })

/**
 * One history for each document; it outlives the program. Undo and redo answer with what can be done next; where there is
 * nothing they do nothing. `list` has the newest names on both sides of now. Both fail with history/does-not-fit where the document is no longer what the step was done to.
 */
export const historyContract = {
  state: oc.input(input).output(state),
  list: oc.input(input).output(z.object({ done: z.array(z.string()), undone: z.array(z.string()) })),
  undo: oc.input(input).output(state),
  redo: oc.input(input).output(state),
}
