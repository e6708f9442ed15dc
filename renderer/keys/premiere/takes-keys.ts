import type { KeysOf } from '../key-layout.ts'
import type { TAKES_COMMANDS } from '../../commands/takes-commands.ts'

export const TAKES_KEYS: KeysOf<typeof TAKES_COMMANDS> = {}
