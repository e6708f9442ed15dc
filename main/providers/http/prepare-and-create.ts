import type { SubmitOutcome } from '#main/providers/port.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import { createOutcome, readOutcome, type CreateReading } from './create-outcome.ts'
import type { Answer, ServiceHttp } from './service-http.ts'

/** The service has answered an upload, and not with yes. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`the upload was answered with ${answer.status}`)
    this.answer = answer
  }
}

/** The place that the service has named for a picture has not taken it: its statuses speak of that place, not of the account. */
export function uploadFailed(to: URL, status: number): StudioError {
  const message = `A picture could not be uploaded to ${to.host} (status ${status}).`
  return new StudioError('service/upload-failed', message, { details: { status } })
}

export type CreateSteps<T> = {
  /** Makes what is sent, uploads among it; may throw UploadRefused, StudioErrors, and what reading a file throws. */
  readonly prepare: () => Promise<T>
  readonly create: (prepared: T) => Promise<Answer>
}

/**
 * Prepares a create call, makes it, and tells what became of it. Until the call leaves no job is made, whatever goes wrong: that is
 * never `unsure`. Throws the signal's reason alone.
 */
export async function prepareAndCreate<T>(
  http: ServiceHttp,
  title: string,
  reading: CreateReading,
  { prepare, create }: CreateSteps<T>,
  signal: AbortSignal,
): Promise<SubmitOutcome> {
  let prepared: T
  try {
    prepared = await prepare()
  } catch (error) {
    signal.throwIfAborted()
    return outcomeOfNothingSent(error, http, title, reading)
  }
  return createOutcome(http, title, reading, () => create(prepared), signal)
}

function outcomeOfNothingSent(error: unknown, http: ServiceHttp, title: string, reading: CreateReading): SubmitOutcome {
  if (error instanceof UploadRefused) {
    const { answer } = error
    const outcome = readOutcome(answer, title, reading, http.redact)
    // A yes that cannot be read is one to the upload, and no job.
    const isAboutJob = outcome.status === 'unsure' || outcome.status === 'accepted'
    return isAboutJob ? down(`${title} does not take a picture (status ${answer.status}).`) : outcome
  }
  if (isStudioError(error) && error.code.startsWith('service/')) {
    const { code, message } = error
    if (code === 'service/needs-key') return { status: 'held', trouble: { kind: 'key', message } }
    if (code === 'service/not-sent') return { status: 'held', trouble: { kind: 'unreachable', message } }
    return down(message)
  }
  const message = `It could not be made ready to be sent: ${error instanceof Error ? error.message : String(error)}`
  const kind = isStudioError(error) ? error.code : 'not-prepared'
  return { status: 'failed', failure: { kind, message, isRetryable: false } }
}

function down(message: string): SubmitOutcome {
  return { status: 'held', trouble: { kind: 'down', message } }
}
