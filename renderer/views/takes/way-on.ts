import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { RequestState } from '#model/request.ts'

/** What a person can do about a take whose request goes on by nothing else; null while it does. `settle`: in the outbox. */
export type WayOn = 'again' | 'edit' | 'settle'

export function wayOnOf(request: OpenRequest | undefined): WayOn | null {
  if (request?.state === 'failed') return 'again'
  if (request?.state === 'refused') return 'edit'
  return request?.state === 'uncertain' && request.retryAtMs === null ? 'settle' : null
}

const MAY_HAVE_BEGUN: readonly RequestState[] = [
  'sending',
  'accepted',
  'running',
  'downloading',
  'checking',
  'uncertain',
]

/** What dropping a request does not undo: it has been sent, or may have been, and costs something. */
export function mayBeBilled({ state, isFree }: OpenRequest): boolean {
  return !isFree && MAY_HAVE_BEGUN.includes(state)
}
