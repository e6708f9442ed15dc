import type { JobStatus } from '#main/providers/port.ts'

/** A job's status in whose words nothing is left that must be told nobody. */
export function redacted(status: JobStatus, redact: (text: string) => string): JobStatus {
  if (status.status === 'refused') return { ...status, reason: redact(status.reason) }
  if (status.status !== 'failed') return status
  return { ...status, failure: { ...status.failure, message: redact(status.failure.message) } }
}
