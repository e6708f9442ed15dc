import type { CommandId } from '../commands/catalogue.ts'
import type { Combo } from './combo.ts'

/** The keys of some commands, each with as many as it likes. */
export type KeysOf<Commands> = { readonly [Id in keyof Commands]?: readonly Combo[] }

/** One whole set of keys. Layouts are data: who wants other keys adds one. */
export type KeyLayout = {
  readonly id: string
  readonly name: string
  readonly keys: { readonly [Id in CommandId]?: readonly Combo[] }
}
