import type { Edit } from '#model/edit/apply.ts'
import { momentOffset } from '#model/edit/media.ts'
import { landing } from '#model/edit/moment.ts'
import { PICTURE_TRACK } from '#model/edit/on-track.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { rulerMarkers } from '../../editor/cut-facts.ts'
import { clipById, type PlacedClip } from '../../editor/placed-clips.ts'
import { markedSpan, select, session } from '../../editor/session.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useDesk } from './use-desk.ts'

/** What is cut, taken out, switched off and marked. */
export function useCutCommands(): void {
  const { editor, facts, transport, gesture, now, playhead, here, selected, selectedClips } = useDesk()
  const { gestures } = texts.edit

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

  function cutHere(trackNames: readonly string[] | null): void {
    gesture(gestures.blade, [{ kind: 'blade', frame: playhead().now(), trackNames }])
  }

  /** What is selected, or the clip at the play-head: off as long as one of them is on. */
  function switchClips(): void {
    const chosen = selectedClips()
    const clips = chosen.length > 0 ? chosen : [here() ?? []].flat()
    const isOff = clips.some(({ item }) => !item.isOff)
    const itemIds = clips.map(({ item }) => item.id)
    if (itemIds.length > 0)
      gesture(isOff ? gestures.switchOff : gestures.switchOn, [{ kind: 'switch', itemIds, isOff }])
  }

  /** The clip that keys are meant for: the one that is selected alone, else the one under the play-head. */
  function meant(): PlacedClip | undefined {
    const [only, ...others] = selectedClips()
    return only && others.length === 0 ? only : here()
  }

  /** On the one clip that is selected, its moment, set there already none any more. */
  function markMoment({ item, startFrame }: PlacedClip, frame: number): void {
    const isThere = momentOffset(item, now().rate) === frame - startFrame
    const name = isThere ? gestures.clearMoment : gestures.setMoment
    gesture(name, [{ kind: 'moment', itemId: item.id, frame: isThere ? null : frame }])
  }

  /** Else the instant; a marker that stands here already is opened. */
  function mark(): void {
    const frame = playhead().now()
    const [only, ...others] = selectedClips()
    const isOnClip = only?.track.kind === 'picture' && only.startFrame <= frame && frame < only.endFrame
    if (only && isOnClip && others.length === 0) return markMoment(only, frame)
    const marker = rulerMarkers(now(), facts.sections).findLast(known => known.frame === frame)
    if (marker) session.setState({ marker })
    else gesture(gestures.addMarker, [{ kind: 'add-marker', frame, label: texts.edit.marker.unnamed }])
  }

  function land(): void {
    const clip = meant()
    if (clip?.item.momentTicks === undefined) return notify({ kind: 'info', text: texts.edit.moment.none })
    const { id } = clip.item
    const frames = landing(now(), id, facts.grid.beats, { media: editor.media, rate: now().rate })
    if (frames === null) return notify({ kind: 'info', text: texts.edit.moment.unreachable })
    if (!gesture(gestures.land, [{ kind: 'slip', itemId: id, frames }], `land ${id}`)) return
    const landed = clipById(now(), id)
    const offset = landed && momentOffset(landed.item, now().rate)
    if (landed && offset !== null && !transport.store.getState().isPlaying) playhead().go(landed.startFrame + offset!)
  }

  useCommands({
    'edit.lift': () => removeMarked('lift'),
    'edit.extract': () => removeMarked('extract'),
    'edit.addEdit': () => cutHere([PICTURE_TRACK]),
    'edit.addEditAll': () => cutHere(null),
    'edit.clear': remove('clear'),
    'edit.rippleDelete': remove('ripple-delete'),
    'edit.switch': switchClips,
    'edit.marker': mark,
    'edit.land': land,
  })
}
