import { createStore } from 'zustand/vanilla'
import type { CommandId } from './catalogue.ts'

/** What a command does on the screen that is up. */
export type CommandHandler = {
  readonly run: () => void
  /** False while it would do nothing; its key then does nothing either, unless `isTried`. */
  readonly isEnabled?: boolean
  /** Given all the same: what was done a moment ago may not have been heard of yet, and asking for nothing does no harm. */
  readonly isTried?: boolean
  /** For commands that are on or off. */
  readonly isOn?: boolean
  /** What it would do just now, in place of its name: "Undo Trim". */
  readonly title?: string
}

export type CommandHandlers = { readonly [Id in CommandId]?: CommandHandler | (() => void) }

/** What is on screen says what commands do, by its place in the order of coming; the one that came last is asked first. */
const registrations = createStore<{ readonly stack: ReadonlyMap<object, CommandHandlers> }>(() => ({
  stack: new Map(),
}))

/** What can be done at a place on screen; told again, the place keeps its turn. */
export function registerCommands(place: object, handlers: CommandHandlers): void {
  registrations.setState(({ stack }) => ({ stack: new Map(stack).set(place, handlers) }))
}

export function unregisterCommands(place: object): void {
  registrations.setState(({ stack }) => ({ stack: new Map([...stack].filter(([other]) => other !== place)) }))
}

/** What a command does now; undefined where no screen that is up knows it. */
export function handlerOf(id: CommandId): CommandHandler | undefined {
  for (const handlers of [...registrations.getState().stack.values()].toReversed()) {
    const handler = handlers[id]
    if (handler) return typeof handler === 'function' ? { run: handler } : handler
  }
  return undefined
}

/** Does it, if it can be done now. Returns whether some screen knows the command. */
export function runCommand(id: CommandId): boolean {
  const handler = handlerOf(id)
  if (handler && (handler.isEnabled !== false || handler.isTried === true)) handler.run()
  return handler !== undefined
}

/** Calls the listener when other commands are there, or do something else. */
export function onCommandsChange(listener: () => void): () => void {
  return registrations.subscribe(listener)
}
