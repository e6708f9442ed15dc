import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** The take that is looked at on its own, where it was opened, and what of it is marked; all in its own time. */
export type OpenSource = {
  readonly takeId: string
  readonly mediaId: string
  readonly atTicks: number
  readonly inTicks: number | null
  readonly outTicks: number | null
}

const opened = createStore<{ readonly source: OpenSource | null }>(() => ({ source: null }))

export function useOpenSource(): OpenSource | null {
  return useStore(opened, state => state.source)
}

export function openSourceNow(): OpenSource | null {
  return opened.getState().source
}

export function openSource(source: Pick<OpenSource, 'takeId' | 'mediaId'> & Partial<OpenSource>): void {
  opened.setState({ source: { atTicks: source.inTicks ?? 0, inTicks: null, outTicks: null, ...source } })
}

/** What is marked; marks that would stand the wrong way round push each other out. */
export function markSource(marks: Pick<OpenSource, 'inTicks'> | Pick<OpenSource, 'outTicks'>): void {
  opened.setState(({ source }) => {
    if (!source) return {}
    const marked = { ...source, ...marks }
    const isCrossed = marked.inTicks !== null && marked.outTicks !== null && marked.inTicks >= marked.outTicks
    if (!isCrossed) return { source: marked }
    return { source: 'inTicks' in marks ? { ...marked, outTicks: null } : { ...marked, inTicks: null } }
  })
}

export function closeSource(): void {
  opened.setState({ source: null })
}
