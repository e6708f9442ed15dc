import type { ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import { missingFrame, type Neighbours } from '#model/seam/binding.ts'

const MESSAGES = {
  'no-first-frame': (who: string, title: string) =>
    `${who} begins on its neighbour's last picture, and ${title} cannot begin on a picture. Choose a model that can, or leave the seam open.`,
  'no-last-frame': (who: string, title: string) =>
    `${who} ends on its neighbour's first picture, and ${title} cannot end on a picture. Choose a model that can, or leave the seam open.`,
} as const

/**
 * A model must be able to begin, or end, on a picture where a seam is bound so.
 * @throws StudioError outbox/no-first-frame | outbox/no-last-frame, naming `who`
 */
export function demandFrames(
  model: Pick<ModelEntry, 'title' | 'takesFirstFrame' | 'takesLastFrame'>,
  neighbours: Neighbours,
  who: string,
): void {
  const missing = missingFrame(model, neighbours)
  if (missing !== null) throw new StudioError(`outbox/${missing}`, MESSAGES[missing](who, model.title))
}
