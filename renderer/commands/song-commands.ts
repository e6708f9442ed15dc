import type { CommandInfo } from './command.ts'

export const SONG_COMMANDS = {} as const satisfies Record<string, CommandInfo>
