import { handlerOf, runCommand } from '../../../commands/registry.ts'
import type { CommandId } from '../../../commands/catalogue.ts'
import { commandInfo } from '../../../commands/catalogue.ts'
import { CommandKeys } from '../../../keys/command-keys.tsx'
import type { MenuEntry } from '../../../ui/menu.tsx'
import type { Table } from './use-table.ts'

const ENTRIES = [
  'treatment.insertAbove',
  'treatment.insert',
  'treatment.duplicate',
  'line',
  'treatment.split',
  'treatment.merge',
  'treatment.fillDown',
  'line',
  'treatment.moveUp',
  'treatment.moveDown',
  'line',
  'treatment.delete',
] as const satisfies readonly (CommandId | 'line')[]

/** What can be done with the chosen rows; of commands, so that their keys stand beside them. */
export function useTableMenu({ chosen }: Table): MenuEntry[] {
  return ENTRIES.map(id => {
    if (id === 'line') return 'line'
    const isMerge = id === 'treatment.merge'
    return {
      label: commandInfo(id).title,
      run: () => void runCommand(id),
      keys: <CommandKeys id={id} />,
      isDisabled: chosen.length === 0 || (isMerge ? chosen.length < 2 : handlerOf(id)?.isEnabled === false),
      isDanger: id === 'treatment.delete',
    }
  })
}
