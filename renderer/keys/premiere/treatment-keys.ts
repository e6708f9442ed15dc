import type { KeysOf } from '../key-layout.ts'
import type { TREATMENT_COMMANDS } from '../../commands/treatment-commands.ts'

export const TREATMENT_KEYS: KeysOf<typeof TREATMENT_COMMANDS> = {}
