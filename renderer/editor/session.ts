import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ItemId } from '#model/ids.ts'
import type { Marker } from '#model/sequence.ts'
import type { CopiedClips } from './copied-clips.ts'
import type { Marquee } from './marquee.ts'
import type { TrimPoint } from './trim-point.ts'

export const TOOLS = ['select', 'ripple', 'roll', 'rate', 'razor', 'slip', 'slide', 'hand', 'zoom'] as const
export type Tool = (typeof TOOLS)[number]

/** How a person works on a cut just now: nothing of it is undone, or kept when the window closes. */
export type EditSession = {
  readonly tool: Tool
  readonly isSnapping: boolean
  readonly selection: ReadonlySet<ItemId>
  /** The cut that is trimmed by keys; selecting clips lets go of it, and the other way round. */
  readonly trimPoint: TrimPoint | null
  /** The rectangle that is being drawn round clips. */
  readonly marquee: Marquee | null
  /** The marker whose name is being changed. */
  readonly marker: Marker | null
  readonly copied: CopiedClips | null
  /** Null = the whole film fits the width. */
  readonly pointsPerFrame: number | null
  /** Of the timeline, in points; 0 before there is one. */
  readonly viewWidth: number
  /** The film's frame at the left edge; with parts of a frame. */
  readonly leftFrame: number
  readonly inFrame: number | null
  readonly outFrame: number | null
  /** Where the gesture that goes on is drawn to. */
  readonly snappedFrame: number | null
  /** Where files that are dragged over the timeline would land; `trackName` is that of a sounds' row under the pointer. */
  readonly landing: { readonly frame: number; readonly trackName: string | null } | null
  /** The version that was on screen last. */
  readonly entered: string | null
  /** The version that is open, of each project. */
  readonly versions: Readonly<Record<string, string>>
}

export const session = createStore<EditSession>(() => ({
  tool: 'select',
  isSnapping: true,
  selection: new Set(),
  trimPoint: null,
  marquee: null,
  marker: null,
  copied: null,
  pointsPerFrame: null,
  viewWidth: 0,
  leftFrame: 0,
  inFrame: null,
  outFrame: null,
  snappedFrame: null,
  landing: null,
  entered: null,
  versions: {},
}))

export function useSession<T>(selector: (state: EditSession) => T): T {
  return useStore(session, selector)
}

export function chooseTool(tool: Tool): void {
  session.setState({ tool })
}

export function select(ids: Iterable<ItemId>): void {
  session.setState({ selection: new Set(ids), trimPoint: null })
}

/** A version comes on screen: what was marked and selected in another one is left behind. */
export function enterVersion(sequenceId: string): void {
  if (session.getState().entered === sequenceId) return
  session.setState({
    entered: sequenceId,
    selection: new Set(),
    trimPoint: null,
    inFrame: null,
    outFrame: null,
    pointsPerFrame: null,
    leftFrame: 0,
  })
}

export function openVersion(projectId: string, sequenceId: string): void {
  session.setState(({ versions }) => ({ versions: { ...versions, [projectId]: sequenceId } }))
}

/** The span between the marks; null unless both are set. */
export function markedSpan({ inFrame, outFrame }: EditSession): { startFrame: number; endFrame: number } | null {
  return inFrame !== null && outFrame !== null && outFrame > inFrame
    ? { startFrame: inFrame, endFrame: outFrame }
    : null
}
