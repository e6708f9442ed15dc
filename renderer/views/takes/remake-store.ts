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

/** A take that is to be made again without one of its look words. */
export type WithoutAsked = { readonly takeId: string; readonly title: string; readonly modelId: string }

type Remakes = { readonly asked: RemakeAsked | null; readonly without: WithoutAsked | null }

const remakes = createStore<Remakes>(() => ({ asked: null, without: null }))

/** Opens the dialog that shows what it would cost. */
export function openRemake(asked: RemakeAsked): void {
  remakes.setState({ asked })
}

/** Opens the dialog that asks for the word first. */
export function openWithoutWord(without: WithoutAsked): void {
  remakes.setState({ without })
}

export function closeRemake(): void {
  remakes.setState({ asked: null, without: null })
}

export function useRemake(): RemakeAsked | null {
  return useStore(remakes, ({ asked }) => asked)
}

export function useWithoutWord(): WithoutAsked | null {
  return useStore(remakes, ({ without }) => without)
}
