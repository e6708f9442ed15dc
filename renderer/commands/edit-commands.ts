import type { CommandInfo } from './command.ts'

export const EDIT_COMMANDS = {} as const satisfies Record<string, CommandInfo>
