import { assertNever } from '#model/assert-never.ts'
import type { JobStatus, Probe, Provider, SubmitOutcome } from './port.ts'
import type { ServiceContext } from './service-context.ts'
import { shortened, withoutKeys } from './http/without-keys.ts'

/**
 * An adapter that tells nobody the keys it has used, whatever its service says back: they stand in no outcome, status, or error.
 * What a service says at length is cut short.
 */
export function discreet(create: (context: ServiceContext) => Provider): (context: ServiceContext) => Provider {
  return context => {
    const used = new Set<string>()
    const provider = create({
      ...context,
      async key() {
        const key = await context.key()
        if (key !== null) used.add(key)
        return key
      },
    })
    const clean = (text: string): string => withoutKeys(text, used)

    async function told<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work()
      } catch (error) {
        cleanError(error, clean)
        throw error
      }
    }

    const { list, probe } = provider
    return {
      ...provider,
      submit: (...asked) => told(async () => cleanOutcome(await provider.submit(...asked), clean)),
      poll: (...asked) => told(async () => cleanStatus(await provider.poll(...asked), clean)),
      untilNews: (...asked) => told(() => provider.untilNews(...asked)),
      fetchOutput: (...asked) => told(() => provider.fetchOutput(...asked)),
      cancel: job => told(() => provider.cancel(job)),
      ...(list && { list: (...asked) => told(() => list(...asked)) }),
      ...(probe && { probe: signal => told(async () => cleanProbe(await probe(signal), clean)) }),
    }
  }
}

type Clean = (text: string) => string

function cleanOutcome(outcome: SubmitOutcome, clean: Clean): SubmitOutcome {
  switch (outcome.status) {
    case 'accepted':
      return outcome
    case 'failed':
      return { ...outcome, failure: cleanFailure(outcome.failure, clean) }
    case 'refused':
      return { ...outcome, reason: shortened(clean(outcome.reason)) }
    case 'held':
      return { ...outcome, trouble: { ...outcome.trouble, message: clean(outcome.trouble.message) } }
    case 'unsure':
      return { ...outcome, message: clean(outcome.message) }
    default:
      return assertNever(outcome)
  }
}

function cleanStatus(status: JobStatus, clean: Clean): JobStatus {
  if (status.status === 'refused') return { ...status, reason: shortened(clean(status.reason)) }
  return status.status === 'failed' ? { ...status, failure: cleanFailure(status.failure, clean) } : status
}

function cleanFailure<F extends { readonly kind: string; readonly message: string }>(failure: F, clean: Clean): F {
  return { ...failure, kind: shortened(clean(failure.kind)), message: shortened(clean(failure.message)) }
}

function cleanProbe({ trouble, balance, models, notes }: Probe, clean: Clean): Probe {
  return {
    trouble: trouble && { ...trouble, message: clean(trouble.message) },
    balance: balance && 'text' in balance ? { text: clean(balance.text) } : balance,
    models: models && models.map(clean),
    ...(notes && { notes: notes.map(clean) }),
  }
}

/** It stays the error it is: who catches it knows it by its class. */
function cleanError(error: unknown, clean: Clean): void {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { message, stack = '' } = one
    if (clean(message) !== message) one.message = clean(message)
    if (clean(stack) !== stack) one.stack = clean(stack)
  }
}
