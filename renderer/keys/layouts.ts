import { commandInfo, COMMAND_IDS, type CommandId } from '../commands/catalogue.ts'
import { isPlaceOn } from '../commands/command.ts'
import type { Workspace } from '../frame/routes.ts'
import { normalCombo, type Combo } from './combo.ts'
import type { KeyLayout } from './key-layout.ts'
import { PREMIERE } from './premiere/premiere.ts'

export const LAYOUTS: readonly KeyLayout[] = [PREMIERE]

export function layoutById(id: string): KeyLayout {
  return LAYOUTS.find(layout => layout.id === id) ?? PREMIERE
}

/** Which command each key gives on a screen. */
export function keysOn(layout: KeyLayout, screen: 'library' | Workspace): Map<Combo, CommandId[]> {
  const commands = new Map<Combo, CommandId[]>()
  for (const id of COMMAND_IDS) {
    if (!isPlaceOn(commandInfo(id).place, screen)) continue
    for (const combo of layout.keys[id] ?? []) {
      const normal = normalCombo(combo)
      commands.set(normal, [...(commands.get(normal) ?? []), id])
    }
  }
  return commands
}
