import type { ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { Neighbours } from '#model/seam/binding.ts'

/**
 * A model must be able to begin, or end, on a picture where a seam is bound so.
 * @throws StudioError outbox/no-first-frame | outbox/no-last-frame, naming `who`
 */
export function demandFrames(
  { title, takesFirstFrame, takesLastFrame }: Pick<ModelEntry, 'title' | 'takesFirstFrame' | 'takesLastFrame'>,
  { beginsAfter, endsBefore }: Neighbours,
  who: string,
): void {
  if (beginsAfter !== null && !takesFirstFrame) {
    const message = `${who} begins on its neighbour's last picture, and ${title} cannot begin on a picture. Choose a model that can, or ask with open seams.`
    throw new StudioError('outbox/no-first-frame', message)
  }
  if (endsBefore !== null && !takesLastFrame) {
    const message = `${who} ends on its neighbour's first picture, and ${title} cannot end on a picture. Choose a model that can, or ask with open seams.`
    throw new StudioError('outbox/no-last-frame', message)
  }
}
