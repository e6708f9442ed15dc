import type { ItemId } from '../ids.ts'
import type { Sequence, SoundLevel } from '../sequence.ts'
import { fittedLevel } from './cells.ts'
import type { EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

/** Of a sound that nobody has set a level of. */
export const AS_RECORDED: SoundLevel = { gainDecibels: 0, fadeInFrames: 0, fadeOutFrames: 0 }

/** E30 Sets how loud a sound is and how it fades; fades keep within it. */
export function changeLevel(
  sequence: Sequence,
  { itemId, level }: { readonly itemId: ItemId; readonly level: SoundLevel },
  context: EditContext,
): Sequence {
  const { track, cells, index, item } = findClip(sequence, itemId)
  if (item.source.kind !== 'sound') refuse('Only sounds have a level.')
  return withCells(sequence, track, context, () =>
    cells.with(index, { ...cells[index]!, item: { ...item, level: fittedLevel(level, item.frameCount) } }),
  )
}
