import type { CommandId } from '../../../commands/catalogue.ts'
import { commandInfo } from '../../../commands/catalogue.ts'
import { runCommand } from '../../../commands/registry.ts'
import { CommandKeys } from '../../../keys/command-keys.tsx'
import type { MenuEntry } from '../../../ui/menu.tsx'

const COMMANDS: readonly (CommandId | 'line')[] = [
  'edit.addEdit',
  'edit.rippleStart',
  'edit.rippleEnd',
  'edit.clear',
  'edit.rippleDelete',
  'edit.switch',
  'line',
  'edit.copy',
  'edit.paste',
  'edit.pasteAttributes',
  'line',
  'edit.transition',
  'edit.speed',
  'edit.anchor',
  'edit.marker',
  'line',
  'edit.takeBefore',
  'edit.takeNext',
  'edit.takeCircled',
  'line',
  'edit.markClip',
  'edit.playAround',
]

/** What can be done to the clip under the pointer, in the words and keys of the commands. */
export function clipMenu(): MenuEntry[] {
  return COMMANDS.map(id =>
    id === 'line' ? id : { label: commandInfo(id).title, run: () => runCommand(id), keys: <CommandKeys id={id} /> },
  )
}
