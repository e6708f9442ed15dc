import type { KeysOf } from '../key-layout.ts'
import type { LIBRARY_COMMANDS } from '../../commands/library-commands.ts'

export const LIBRARY_KEYS: KeysOf<typeof LIBRARY_COMMANDS> = {
  'library.newFromSong': ['Mod+Alt+N'],
  'library.importBundle': ['Mod+I'],
  'library.rename': ['F2'],
  'library.remove': ['Delete'],
}
