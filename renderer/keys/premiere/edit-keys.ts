import type { KeysOf } from '../key-layout.ts'
import type { EDIT_COMMANDS } from '../../commands/edit-commands.ts'

export const EDIT_KEYS: KeysOf<typeof EDIT_COMMANDS> = {}
