import { texts } from '../texts.ts'
import type { CommandInfo } from './command.ts'

const { groups } = texts.commands
const { commands } = texts.library

export const LIBRARY_COMMANDS = {
  'library.newFromSong': { place: 'library', group: groups.library, title: commands.newFromSong },
  'library.newEmpty': { place: 'library', group: groups.library, title: commands.newEmpty },
  'library.importBundle': { place: 'library', group: groups.library, title: commands.importBundle },
  'library.openSample': { place: 'library', group: groups.library, title: commands.openSample },
  'library.trash': { place: 'library', group: groups.library, title: commands.trash },
  'library.rename': { place: 'library', group: groups.library, title: commands.rename },
  'library.remove': { place: 'library', group: groups.library, title: commands.remove },
} as const satisfies Record<string, CommandInfo>
