import { ORPCError } from '@orpc/client'
import { isStudioError } from '#model/errors.ts'
import { texts } from '../texts.ts'
import { isInBrowser } from './client.ts'

/** A failure of the window's own, whose message is for the person. */
export class WindowError extends Error {
  override readonly name = 'WindowError'
}

/** Whether nobody answered: what was asked may have been done, but was not heard of. */
export function isNoAnswer(error: unknown): boolean {
  return !(error instanceof WindowError || error instanceof ORPCError || isStudioError(error))
}

/** What to tell the person about a failed call: the studio's own sentence if it sent one. */
export function failureSentence(error: unknown): string {
  if (error instanceof WindowError) return error.message
  if (!(error instanceof ORPCError)) return isInBrowser() ? texts.failure.noAnswerInBrowser : texts.failure.noAnswer
  return error.code === 'INTERNAL_SERVER_ERROR' ? texts.failure.bug : error.message
}
