import type { KeysOf } from '../key-layout.ts'
import type { RENDER_COMMANDS } from '../../commands/render-commands.ts'

export const RENDER_KEYS: KeysOf<typeof RENDER_COMMANDS> = {
  'render.start': ['Mod+Enter'],
  'render.preset.youtube-1080p': ['Digit1'],
  'render.preset.youtube-4k': ['Digit2'],
  'render.preset.master': ['Digit3'],
  'render.preset.review': ['Digit4'],
  'render.preset.draft': ['Digit5'],
}
