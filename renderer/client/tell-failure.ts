import { ORPCError } from '@orpc/client'
import { isStudioError } from '#model/errors.ts'
import type { CommandId } from '../commands/catalogue.ts'
import { runCommand } from '../commands/registry.ts'
import { texts } from '../texts.ts'
import { notify } from '../ui/notices.tsx'
import { failureSentence } from './failure.ts'

/** What leads out of failures that a person can mend in the window. */
const WAYS_OUT: Readonly<Record<string, CommandId & keyof typeof texts.health.waysOut>> = {
  'library/disk-full': 'frame.makeRoom',
  'upload/no-room': 'frame.makeRoom',
  'media/missing': 'frame.findFiles',
  'media/changed': 'frame.findFiles',
}

const listeners = new Set<() => void>()

/** Calls the listener after each failure that people are told of: it may say something of the library's disk. Returns what ends it. */
export function onFailure(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The button that leads out of a failure, where there is one. */
export function wayOutOf(error: unknown): { readonly label: string; readonly run: () => void } | undefined {
  const way = WAYS_OUT[codeOf(error)]
  return way && { label: texts.health.waysOut[way], run: () => void runCommand(way) }
}

/** Tells the person why something could not be done, with the button that leads out where there is one. */
export function tellFailure(error: unknown): void {
  const action = wayOutOf(error)
  // What the window itself refuses has its sentence like what the studio does.
  const text = isStudioError(error) ? error.message : failureSentence(error)
  notify({ kind: 'bad', text, ...(action ? { action } : {}) })
  for (const listener of listeners) listener()
}

function codeOf(error: unknown): string {
  return error instanceof ORPCError || isStudioError(error) ? String(error.code) : ''
}
