import type { KeyLayout } from '../key-layout.ts'
import { EDIT_KEYS } from './edit-keys.ts'
import { FRAME_KEYS } from './frame-keys.ts'
import { LIBRARY_KEYS } from './library-keys.ts'
import { RENDER_KEYS } from './render-keys.ts'
import { SONG_KEYS } from './song-keys.ts'
import { TAKES_KEYS } from './takes-keys.ts'
import { TREATMENT_KEYS } from './treatment-keys.ts'

/** The keys of hands that know Premiere. */
export const PREMIERE: KeyLayout = {
  id: 'premiere',
  name: 'Premiere',
  keys: {
    ...FRAME_KEYS,
    ...LIBRARY_KEYS,
    ...SONG_KEYS,
    ...TREATMENT_KEYS,
    ...TAKES_KEYS,
    ...EDIT_KEYS,
    ...RENDER_KEYS,
  },
}
