import type { CommandInfo } from './command.ts'

export const RENDER_COMMANDS = {} as const satisfies Record<string, CommandInfo>
