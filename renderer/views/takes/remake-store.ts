import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RemakeOf } from '#model/contract/take-remake.ts'

/** What is to be made again: variations on the model it is of, or the same on another. */
export type RemakeAsked = {
  readonly of: RemakeOf
  readonly title: string
  readonly isVariation: boolean
  /** Null = the one that suggests itself. */
  readonly modelId: string | null
}

const remakes = createStore<{ readonly asked: RemakeAsked | null }>(() => ({ asked: null }))

/** Opens the dialog that shows what it would cost. */
export function openRemake(asked: RemakeAsked): void {
  remakes.setState({ asked })
}

export function closeRemake(): void {
  remakes.setState({ asked: null })
}

export function useRemake(): RemakeAsked | null {
  return useStore(remakes, ({ asked }) => asked)
}
