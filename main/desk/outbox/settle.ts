import { isHandedStill } from '#main/make/hand-on/handed-now.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import type { OutboxEvent } from '#main/outbox/run.ts'
import type { Work } from '#main/make/work.ts'
import { retiredModels } from '#model/catalogue.ts'
import type { DeskContext } from '../desk-context.ts'
import type { Maker } from './makers.ts'

type Settling = {
  readonly makers: readonly Maker[]
  readonly isOnline: () => boolean
  readonly onEvent: (event: OutboxEvent) => void
}

/** Settles what is asked of those makers, until nothing of it can be done without a person or a connection. Rejects as `runOutbox`. */
export async function settle(
  context: DeskContext,
  { lease, signal }: Pick<Work, 'lease' | 'signal'>,
  { makers, isOnline, onEvent }: Settling,
): Promise<void> {
  const { library, catalogue } = context
  const ffmpeg = await context.ffmpeg()
  const providers = makers.map(maker => maker.make(library, ffmpeg))
  try {
    await runOutbox({
      ...{ library, lease, ffmpeg, providers, signal, isOnline, onEvent },
      retiredModels: () => retiredModels(catalogue),
      isHandedStill: request => isHandedStill(context, request),
    })
  } finally {
    await Promise.all(providers.map(provider => provider.dispose()))
  }
}
