import { nearestFrame } from '#model/plan/beats.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { cutFrames, itemAt, pictureItems } from '../../editor/placed-clips.ts'
import { session } from '../../editor/session.ts'
import { cutOfPoint, nextTrimPoint, trimPointEdit, type TrimPoint } from '../../editor/trim-point.ts'
import { texts } from '../../texts.ts'
import { useDesk } from './use-desk.ts'

/** A dissolve from the keyboard lasts half a second. */
const DISSOLVE_SECONDS = 0.5

/** Edges and cuts moved by keys, and clips nudged. */
export function useTrimCommands(): void {
  const { facts, transport, gesture, now, playhead, here, selectedClips } = useDesk()
  const { gestures } = texts.edit

  function nearestCut(): TrimPoint | undefined {
    const frame = nearestFrame(cutFrames(now()), playhead().now())
    const after = frame === undefined ? undefined : itemAt(pictureItems(now()), frame)
    return after && { itemId: after.item.id, type: 'roll' }
  }

  /** Trims of the clip under the play-head; standing on a cut the clip before it has its end there. */
  function trimTo(edge: 'start' | 'end', kind: 'ripple' | 'roll'): void {
    const frame = playhead().now()
    const clip = here()
    if (!clip) return
    const items = pictureItems(now())
    const next = items[items.findIndex(({ item }) => item.id === clip.item.id) + 1]
    if (kind === 'ripple') {
      gesture(gestures.rippleTrim, [{ kind: 'trim', itemId: clip.item.id, edge, frame, mode: 'ripple' }])
      // The first frame that is left stands where the clip begins.
      if (edge === 'start') playhead().go(clip.startFrame)
    } else if (edge === 'start') {
      gesture(gestures.roll, [{ kind: 'roll', itemId: clip.item.id, frame }])
    } else if (next) {
      gesture(gestures.roll, [{ kind: 'roll', itemId: next.item.id, frame }])
    }
  }

  /** Takes the cut at the play-head for the keys; taken already, it is trimmed in the next way. */
  function takeCut(): void {
    const cut = nearestCut()
    if (!cut) return
    session.setState(({ trimPoint }) => {
      const known = trimPoint && cutOfPoint(now(), trimPoint) ? trimPoint : null
      return { trimPoint: nextTrimPoint(known, cut.itemId), selection: new Set() }
    })
  }

  /** Brings the cut that was taken, or else the nearest one, to the play-head. */
  function extend(): void {
    const { trimPoint } = session.getState()
    const point = trimPoint && cutOfPoint(now(), trimPoint) ? trimPoint : nearestCut()
    const cut = point && cutOfPoint(now(), point)
    if (point && cut) gesture(nameOf(point), [trimPointEdit(point, cut, playhead().now())])
  }

  const nameOf = ({ type }: TrimPoint): string => (type === 'roll' ? gestures.roll : gestures.rippleTrim)

  /** Moves the cut that was taken, else what is selected, to the frame that comes next after where it begins. */
  function nudge(next: (frame: number) => number | undefined): void {
    const { trimPoint } = session.getState()
    const cut = trimPoint && cutOfPoint(now(), trimPoint)
    if (trimPoint && cut) {
      const to = next(cut.frame)
      if (to === undefined) return
      const name = nameOf(trimPoint)
      const isDone = gesture(name, [trimPointEdit(trimPoint, cut, to)], `${name} ${trimPoint.type} ${trimPoint.itemId}`)
      const moved = cutOfPoint(now(), trimPoint)
      if (isDone && moved && !transport.store.getState().isPlaying) playhead().go(moved.frame)
      return
    }
    const clips = selectedClips()
    const start = Math.min(...clips.map(({ startFrame }) => startFrame))
    const to = clips.length > 0 ? next(start) : undefined
    if (to === undefined) return
    const itemIds = clips.map(({ item }) => item.id)
    gesture(
      gestures.nudge,
      [{ kind: 'move', itemIds, frames: to - start, trackName: null }],
      `nudge ${itemIds.join(' ')}`,
    )
  }

  const { beats } = facts.grid
  useCommands({
    'edit.rippleStart': () => trimTo('start', 'ripple'),
    'edit.rippleEnd': () => trimTo('end', 'ripple'),
    'edit.rollStart': () => trimTo('start', 'roll'),
    'edit.rollEnd': () => trimTo('end', 'roll'),
    'edit.trimType': takeCut,
    'edit.extend': extend,
    'edit.nudgeBack': () => nudge(frame => frame - 1),
    'edit.nudgeOn': () => nudge(frame => frame + 1),
    'edit.nudgeBeatBack': () => nudge(frame => beats.findLast(beat => beat < frame)),
    'edit.nudgeBeatOn': () => nudge(frame => beats.find(beat => beat > frame)),
    'edit.anchor': () => {
      const cut = nearestCut()
      const found = cut && cutOfPoint(now(), cut)
      if (found) gesture(gestures.anchor, [{ kind: 'anchor', frame: found.frame }])
    },
    'edit.transition': () => {
      const cut = nearestCut()
      const { rate } = now()
      const frames = Math.round((DISSOLVE_SECONDS * rate.numerator) / rate.denominator)
      if (cut) {
        gesture(gestures.transition.dissolve, [{ kind: 'transition', itemId: cut.itemId, style: 'dissolve', frames }])
      }
    },
  })
}
