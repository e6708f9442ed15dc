import { ORPCError } from '@orpc/client'
import { texts } from '../texts.ts'
import { isInBrowser } from './client.ts'

/** What to tell the person about a failed call: the studio's own sentence if it sent one. */
export function failureSentence(error: unknown): string {
  if (!(error instanceof ORPCError)) return isInBrowser() ? texts.failure.noAnswerInBrowser : texts.failure.noAnswer
  return error.code === 'INTERNAL_SERVER_ERROR' ? texts.failure.bug : error.message
}

/** The studio's code for a failure (`area/what`); null when it did not answer, or did not expect it. */
export function failureCode(error: unknown): string | null {
  return error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR' ? error.code : null
}
