import type { Edit } from '#model/edit/apply.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { takeOfClip, takesOfShot } from '../../editor/cut-facts.ts'
import type { ItemId, MediaId, ShotId, TakeId } from '#model/ids.ts'
import { ticks } from '#model/time.ts'
import { nearestFrame } from '#model/plan/beats.ts'
import {
  clipAt,
  clipById,
  cutFrames,
  itemAt,
  itemById,
  pictureItems,
  placedTracks,
  type PlacedClip,
} from '../../editor/placed-clips.ts'
import { chooseTool, markedSpan, select, session, TOOLS, useSession } from '../../editor/session.ts'
import { playheadOf } from '../../editor/use-playhead.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { focusNow } from '../../frame/focus.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useGesture } from './use-gesture.ts'

/** A dissolve from the keyboard lasts half a second. */
const DISSOLVE_SECONDS = 0.5

/** What the keys of the edit desk do to the cut. */
export function useCutCommands(): void {
  const { editor, facts } = useCut()
  const transport = useTransportControls()
  const gesture = useGesture()
  const tool = useSession(state => state.tool)
  const isSnapping = useSession(state => state.isSnapping)
  const { gestures } = texts.edit
  const now = () => editor.store.getState().sequence
  const playhead = () => playheadOf(transport, now())
  const here = (): PlacedClip | undefined => clipAt(now(), playhead().now())

  /** The clip that keys are meant for: the one that is selected alone, else the one under the play-head. */
  function meant(): PlacedClip | undefined {
    const [only, ...others] = session.getState().selection
    return (only !== undefined && others.length === 0 ? clipById(now(), only) : undefined) ?? here()
  }

  function selected(): ItemId[] {
    return [...session.getState().selection].filter(id => itemById(now(), id) !== undefined)
  }

  function nearestCut(): { frame: number; after: ItemId } | undefined {
    const frame = nearestFrame(cutFrames(now()), playhead().now())
    const after = frame === undefined ? undefined : itemAt(pictureItems(now()), frame)
    return frame === undefined || !after ? undefined : { frame, after: after.item.id }
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

  function nudge(frames: number): void {
    const itemIds = selected()
    if (itemIds.length > 0) gesture(gestures.nudge, [{ kind: 'move', itemIds, frames, trackName: null }])
  }

  function nudgeByBeat(way: 1 | -1): void {
    const clip = meant()
    const beat = clip && neighbour(facts.grid.beats, clip.startFrame, way)
    if (clip && beat !== undefined) nudge(beat - clip.startFrame)
  }

  function useTakeOf(
    clip: PlacedClip | undefined,
    take: { id: string; number: number; media: { id: string } | null } | undefined,
  ): void {
    if (!clip || !take?.media) return
    const source = { kind: 'take', takeId: take.id as TakeId, mediaId: take.media.id as MediaId } as const
    gesture(gestures.replaceTake(take.number), [
      { kind: 'replace-take', itemId: clip.item.id, source, shotId: clip.item.shotId },
    ])
  }

  function takeNumber(number: number): void {
    const clip = here()
    const takes = takesOfShot(facts, clip?.item.shotId ?? null).filter(take => take.media !== null)
    useTakeOf(clip, number === 0 ? takes.find(({ judgement }) => judgement === 'circled') : takes[number - 1])
  }

  function stepTake(way: 1 | -1): void {
    const clip = here()
    if (!clip) return
    const shown = takeOfClip(facts, clip.item)
    const takes = takesOfShot(facts, clip.item.shotId).filter(
      take => take.media !== null && (take.judgement !== 'rejected' || take.id === shown?.id),
    )
    const index = takes.findIndex(({ id }) => id === shown?.id)
    useTakeOf(clip, takes[index === -1 ? (way === 1 ? 0 : takes.length - 1) : index + way])
  }

  /** The take in focus at the play-head, as long as its shot's place or what there is of it. */
  function placeTake(kind: 'insert' | 'overwrite'): void {
    const focus = focusNow()
    const clip = here()
    const shown = clip && takeOfClip(facts, clip.item)
    const take = (focus.takeId === null ? undefined : facts.takes.get(focus.takeId)) ?? shown
    if (!take?.media) return notify({ kind: 'info', text: texts.edit.takes.noClip })
    const frame = playhead().now()
    const shotId = (take.shotIds[0] ?? null) as ShotId | null
    const place = shotId === null ? undefined : facts.plan.get(shotId)
    const own = Math.floor(
      (take.media.facts.durationTicks * now().rate.numerator) / (now().rate.denominator * 705_600_000),
    )
    const frameCount = Math.max(1, Math.min(own, place ? place.endFrame - place.startFrame : own))
    const source = { kind: 'take', takeId: take.id as TakeId, mediaId: take.media.id as MediaId } as const
    const fresh = { shotId, source, frameCount, sourceStartTicks: ticks(0), speed: { numerator: 1, denominator: 1 } }
    const trackName = placedTracks(now()).find(({ track }) => track.kind === 'picture')?.track.name ?? 'V1'
    const name = kind === 'insert' ? gestures.insertTake : gestures.overwriteTake
    gesture(name, [{ kind, clip: fresh, frame, trackName }])
  }

  function removeMarked(kind: 'lift' | 'extract'): void {
    const span = markedSpan(session.getState())
    if (!span) return notify({ kind: 'info', text: texts.edit.timeline.markFirst })
    const edit: Edit = kind === 'lift' ? { kind, ...span, trackNames: null } : { kind, ...span }
    gesture(gestures[kind], [edit])
  }

  const remove = (kind: 'clear' | 'ripple-delete') => (): void => {
    const itemIds = selected()
    const name = kind === 'clear' ? gestures.clear : gestures.rippleDelete
    if (itemIds.length > 0 && gesture(name, [{ kind, itemIds }])) select([])
  }

  function dissolve(): void {
    const cut = nearestCut()
    const frames = Math.round((DISSOLVE_SECONDS * now().rate.numerator) / now().rate.denominator)
    if (cut) {
      gesture(gestures.transition.dissolve, [{ kind: 'transition', itemId: cut.after, style: 'dissolve', frames }])
    }
  }

  const tools = Object.fromEntries(TOOLS.map(id => [`edit.${id}`, { run: () => chooseTool(id), isOn: tool === id }]))

  useCommands({
    ...tools,
    'edit.selectAll': () => select(pictureItems(now()).flatMap(({ item }) => (item.kind === 'clip' ? [item.id] : []))),
    'edit.selectForward': () => selectWhere(({ endFrame }) => endFrame > playhead().now()),
    'edit.selectBackward': () => selectWhere(({ startFrame }) => startFrame < playhead().now()),
    // Empty places, too: they can be closed.
    'edit.selectHere': () => {
      const found = itemAt(pictureItems(now()), playhead().now())
      select(found ? [found.item.id] : [])
    },
    'edit.deselect': () => {
      editor.bail()
      select([])
      chooseTool('select')
    },
    'edit.snap': { run: () => session.setState(state => ({ isSnapping: !state.isSnapping })), isOn: isSnapping },
    'edit.insertTake': () => placeTake('insert'),
    'edit.overwriteTake': () => placeTake('overwrite'),
    'edit.lift': () => removeMarked('lift'),
    'edit.extract': () => removeMarked('extract'),
    'edit.rippleStart': () => trimTo('start', 'ripple'),
    'edit.rippleEnd': () => trimTo('end', 'ripple'),
    'edit.rollStart': () => trimTo('start', 'roll'),
    'edit.rollEnd': () => trimTo('end', 'roll'),
    'edit.extend': () => {
      const cut = nearestCut()
      if (cut) gesture(gestures.roll, [{ kind: 'roll', itemId: cut.after, frame: playhead().now() }])
    },
    'edit.addEdit': () => {
      const picture = placedTracks(now()).find(({ track }) => track.kind === 'picture')
      const trackNames = picture ? [picture.track.name] : null
      gesture(gestures.blade, [{ kind: 'blade', frame: playhead().now(), trackNames }])
    },
    'edit.addEditAll': () => gesture(gestures.blade, [{ kind: 'blade', frame: playhead().now(), trackNames: null }]),
    'edit.clear': remove('clear'),
    'edit.rippleDelete': remove('ripple-delete'),
    'edit.nudgeBack': () => nudge(-1),
    'edit.nudgeOn': () => nudge(1),
    'edit.nudgeBeatBack': () => nudgeByBeat(-1),
    'edit.nudgeBeatOn': () => nudgeByBeat(1),
    'edit.transition': dissolve,
    'edit.anchor': () => {
      const cut = nearestCut()
      if (cut) gesture(gestures.anchor, [{ kind: 'anchor', frame: cut.frame }])
    },
    'edit.marker': () =>
      gesture(gestures.addMarker, [{ kind: 'add-marker', frame: playhead().now(), label: texts.edit.marker.unnamed }]),
    'edit.takeBefore': () => stepTake(-1),
    'edit.takeNext': () => stepTake(1),
    'edit.takeCircled': () => takeNumber(0),
    ...Object.fromEntries(DIGITS.map(digit => [`edit.take${digit}`, () => takeNumber(digit)])),
  })

  function selectWhere(isWanted: (clip: { startFrame: number; endFrame: number }) => boolean): void {
    const placed = placedTracks(now()).flatMap(({ items, track }) =>
      track.items.some(item => item.kind === 'clip' && item.source.kind === 'song') ? [] : items,
    )
    select(placed.flatMap(one => (one.item.kind === 'clip' && isWanted(one) ? [one.item.id] : [])))
  }
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** The next of ascending frames after `frame` that way. */
function neighbour(frames: readonly number[], frame: number, way: 1 | -1): number | undefined {
  return way === 1 ? frames.find(other => other > frame) : frames.findLast(other => other < frame)
}
