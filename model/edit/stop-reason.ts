import type { Sequence } from '../sequence.ts'
import type { Edit } from './apply.ts'
import type { MediaLengths } from './media.ts'
import { trimReach } from './trim.ts'

/** Why a trim stops before the frame it is wanted at; null where it gets there, and for every other edit. */
export function stopReason(sequence: Sequence, [edit, ...more]: readonly Edit[], media: MediaLengths): string | null {
  if (edit?.kind !== 'trim' || more.length > 0) return null
  const { min, max, whyMin, whyMax } = trimReach(sequence, edit, { media, rate: sequence.rate })
  if (edit.frame > max) return whyMax
  return edit.frame < min ? whyMin : null
}
