import type { CommandInfo } from './command.ts'

export const TAKES_COMMANDS = {} as const satisfies Record<string, CommandInfo>
