import { assertNever } from '../assert-never.ts'
import type { ItemId } from '../ids.ts'
import type { Film, Marker, Sequence, SoundLevel, Speed } from '../sequence.ts'
import type { FrameRange } from '../time.ts'
import { toggleAnchor } from './anchors.ts'
import { blade } from './blade.ts'
import { changeFades, changeFilm } from './film.ts'
import { changeLevel } from './level.ts'
import { addMarker, changeMarker, removeMarker } from './markers.ts'
import type { EditContext, MediaLengths } from './media.ts'
import { setMoment } from './moment.ts'
import { move, type Move } from './move.ts'
import { insert, overwrite, type Placing } from './place.ts'
import { clear, extract, lift, rippleDelete } from './remove.ts'
import { replaceTake, type Replacement } from './replace-take.ts'
import { roll } from './roll.ts'
import { slide, slip } from './slip.ts'
import { changeSpeed, stretch } from './speed.ts'
import { changeTransition, type TransitionWish } from './transition.ts'
import { switchClips } from './switch.ts'
import { trim, type Edge, type Trim } from './trim.ts'

/** What a hand can do to a cut. Frames are the film's, whole numbers; each is explained at its operation. */
export type Edit =
  | { readonly kind: 'blade'; readonly frame: number; readonly trackNames: readonly string[] | null }
  | ({ readonly kind: 'trim' } & Trim)
  | { readonly kind: 'roll'; readonly itemId: ItemId; readonly frame: number }
  | { readonly kind: 'slip' | 'slide'; readonly itemId: ItemId; readonly frames: number }
  | ({ readonly kind: 'move' } & Move)
  | { readonly kind: 'clear' | 'ripple-delete'; readonly itemIds: readonly ItemId[] }
  | { readonly kind: 'switch'; readonly itemIds: readonly ItemId[]; readonly isOff: boolean }
  | ({ readonly kind: 'lift'; readonly trackNames: readonly string[] | null } & FrameRange)
  | ({ readonly kind: 'extract' } & FrameRange)
  | ({ readonly kind: 'overwrite' | 'insert' } & Placing)
  | ({ readonly kind: 'replace-take' } & Replacement)
  | { readonly kind: 'speed'; readonly itemId: ItemId; readonly speed: Speed }
  | { readonly kind: 'stretch'; readonly itemId: ItemId; readonly edge: Edge; readonly frame: number }
  | ({ readonly kind: 'transition' } & TransitionWish)
  | ({ readonly kind: 'fades' } & Pick<Sequence, 'fadeInFrames' | 'fadeOutFrames'>)
  | ({ readonly kind: 'film' } & Pick<Film, 'headFrames' | 'tailFrames'>)
  | ({ readonly kind: 'add-marker' } & Marker)
  | { readonly kind: 'change-marker'; readonly marker: Marker; readonly to: Marker }
  | { readonly kind: 'remove-marker'; readonly marker: Marker }
  | { readonly kind: 'anchor'; readonly frame: number }
  | { readonly kind: 'moment'; readonly itemId: ItemId; readonly frame: number | null }
  | { readonly kind: 'level'; readonly itemId: ItemId; readonly level: SoundLevel }

/**
 * Does edits one after the other. The same edits of the same sequence give the same sequence, ids and all, wherever they are
 * done; what comes out is sound (E1-E7) when what went in was.
 * @throws StudioError edit/refused, with the sentence that says why; nothing is done then
 */
export function applyEdits(sequence: Sequence, edits: readonly Edit[], media: MediaLengths): Sequence {
  const context = { media, rate: sequence.rate }
  return edits.reduce((result, edit) => applyEdit(result, edit, context), sequence)
}

function applyEdit(sequence: Sequence, edit: Edit, context: EditContext): Sequence {
  switch (edit.kind) {
    case 'blade':
      return blade(sequence, edit, context)
    case 'trim':
      return trim(sequence, edit, context)
    case 'roll':
      return roll(sequence, edit, context)
    case 'slip':
      return slip(sequence, edit, context)
    case 'slide':
      return slide(sequence, edit, context)
    case 'move':
      return move(sequence, edit, context)
    case 'clear':
      return clear(sequence, edit, context)
    case 'ripple-delete':
      return rippleDelete(sequence, edit, context)
    case 'switch':
      return switchClips(sequence, edit, context)
    case 'lift':
      return lift(sequence, edit, context)
    case 'extract':
      return extract(sequence, edit, context)
    case 'overwrite':
      return overwrite(sequence, edit, context)
    case 'insert':
      return insert(sequence, edit, context)
    case 'replace-take':
      return replaceTake(sequence, edit, context)
    case 'speed':
      return changeSpeed(sequence, edit, context)
    case 'stretch':
      return stretch(sequence, edit, context)
    case 'transition':
      return changeTransition(sequence, edit, context)
    case 'fades':
      return changeFades(sequence, edit)
    case 'film':
      return changeFilm(sequence, edit, context)
    case 'add-marker':
      return addMarker(sequence, edit)
    case 'change-marker':
      return changeMarker(sequence, edit)
    case 'remove-marker':
      return removeMarker(sequence, edit)
    case 'anchor':
      return toggleAnchor(sequence, edit)
    case 'moment':
      return setMoment(sequence, edit, context)
    case 'level':
      return changeLevel(sequence, edit, context)
    default:
      return assertNever(edit)
  }
}
