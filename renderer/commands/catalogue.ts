import type { CommandInfo } from './command.ts'
import { FRAME_COMMANDS } from './frame-commands.ts'
import { EDIT_COMMANDS } from './edit-commands.ts'
import { LIBRARY_COMMANDS } from './library-commands.ts'
import { RENDER_COMMANDS } from './render-commands.ts'
import { SONG_COMMANDS } from './song-commands.ts'
import { TAKES_COMMANDS } from './takes-commands.ts'
import { TREATMENT_COMMANDS } from './treatment-commands.ts'

/** Every command of the studio, by id. */
export const COMMANDS = {
  ...FRAME_COMMANDS,
  ...LIBRARY_COMMANDS,
  ...SONG_COMMANDS,
  ...TREATMENT_COMMANDS,
  ...TAKES_COMMANDS,
  ...EDIT_COMMANDS,
  ...RENDER_COMMANDS,
} as const satisfies Record<string, CommandInfo>

export type CommandId = keyof typeof COMMANDS

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

export function commandInfo(id: CommandId): CommandInfo {
  return COMMANDS[id]
}
