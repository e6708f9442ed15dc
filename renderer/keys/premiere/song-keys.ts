import type { KeysOf } from '../key-layout.ts'
import type { SONG_COMMANDS } from '../../commands/song-commands.ts'

export const SONG_KEYS: KeysOf<typeof SONG_COMMANDS> = {}
