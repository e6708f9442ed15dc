import type { KeysOf } from '../key-layout.ts'
import type { RENDER_COMMANDS } from '../../commands/render-commands.ts'

export const RENDER_KEYS: KeysOf<typeof RENDER_COMMANDS> = {}
