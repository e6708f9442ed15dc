import type { CommandInfo } from './command.ts'

export const LIBRARY_COMMANDS = {} as const satisfies Record<string, CommandInfo>
