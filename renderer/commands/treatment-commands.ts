import type { CommandInfo } from './command.ts'

export const TREATMENT_COMMANDS = {} as const satisfies Record<string, CommandInfo>
