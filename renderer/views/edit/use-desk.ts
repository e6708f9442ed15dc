import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { useCut } from '../../editor/cut-context.tsx'
import type { CutEditor } from '../../editor/cut-editor.ts'
import type { CutFacts } from '../../editor/cut-facts.ts'
import { clipAt, clipById, itemById, type PlacedClip } from '../../editor/placed-clips.ts'
import { session } from '../../editor/session.ts'
import { playheadOf, type Playhead } from '../../editor/use-playhead.ts'
import type { Transport } from '../../playback/transport.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { useGesture, type DoGesture } from './use-gesture.ts'

/** What the commands of the desk reach for, all of it as it is in the instant of the command. */
export type Desk = {
  readonly editor: CutEditor
  readonly facts: CutFacts
  readonly transport: Transport
  readonly gesture: DoGesture
  readonly now: () => Sequence
  readonly playhead: () => Playhead
  /** The clip under the play-head. */
  readonly here: () => PlacedClip | undefined
  /** What is selected and still there. */
  readonly selected: () => ItemId[]
  /** The clips among that. */
  readonly selectedClips: () => PlacedClip[]
}

export function useDesk(): Desk {
  const { editor, facts } = useCut()
  const transport = useTransportControls()
  const gesture = useGesture()
  const now = (): Sequence => editor.store.getState().sequence
  const playhead = (): Playhead => playheadOf(transport, now())
  return {
    editor,
    facts,
    transport,
    gesture,
    now,
    playhead,
    here: () => clipAt(now(), playhead().now()),
    selected: () => [...session.getState().selection].filter(id => itemById(now(), id) !== undefined),
    selectedClips: () => [...session.getState().selection].flatMap(id => clipById(now(), id) ?? []),
  }
}
