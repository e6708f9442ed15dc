import type { TREATMENT_COMMANDS } from '../../commands/treatment-commands.ts'
import type { KeysOf } from '../key-layout.ts'

export const TREATMENT_KEYS: KeysOf<typeof TREATMENT_COMMANDS> = {
  'treatment.paste': ['Mod+Shift+V'],
  'treatment.insert': ['Mod+I'],
  'treatment.fillDown': ['Mod+D'],
  'treatment.moveUp': ['Alt+ArrowUp'],
  'treatment.moveDown': ['Alt+ArrowDown'],
  'treatment.split': ['Mod+K'],
  'treatment.merge': ['Mod+J'],
  'treatment.duplicate': ['Mod+Shift+D'],
  'treatment.delete': ['Mod+Delete', 'Mod+Backspace'],
  'treatment.make': ['Mod+Enter'],
  'treatment.selectAll': ['Mod+A'],
}
