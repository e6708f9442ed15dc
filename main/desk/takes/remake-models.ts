import { isLive, type ModelEntry } from '#model/catalogue.ts'
import type { DeskContext } from '../desk-context.ts'
import { isServed } from '../outbox/wanted-takes.ts'
import type { ToRemake } from './remake-shots.ts'

/** The models that can be asked now: live, of a service that somebody speaks with and that has the key it needs (SPEC V2). */
export function askableNow(context: DeskContext, hasKey: (model: ModelEntry) => boolean): ModelEntry[] {
  return context.catalogue.models.filter(model => isLive(model) && isServed(context, model) && hasKey(model))
}

/** Those that make these clips: some need a picture to begin with, or a clip to go on from. */
export function modelsFor(askable: readonly ModelEntry[], clips: readonly ToRemake[]): ModelEntry[] {
  const haveFrames = clips.every(({ spec, bound }) => spec.firstFrame !== null || bound.neighbours.beginsAfter !== null)
  const haveClips = clips.every(({ spec, bound }) => spec.leadIn !== undefined || bound.neighbours.beginsAfter !== null)
  return askable.filter(
    ({ takesTextAlone, takesFirstFrame, extend }) =>
      takesTextAlone || (haveFrames && takesFirstFrame && (haveClips || !extend?.isOnlyWay)),
  )
}

/** The successor of one that was shut down; else another of the same service, else any other. */
export function suggested(models: readonly ModelEntry[], from: ModelEntry | undefined): string | undefined {
  const successor = from?.status.kind === 'retired' ? from.status.successor : null
  const others = models.filter(({ id }) => id !== from?.id)
  const chosen =
    others.find(({ id }) => id === successor) ?? others.find(({ provider }) => provider === from?.provider) ?? others[0]
  return chosen?.id
}
