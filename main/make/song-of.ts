import type { MediaId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'

/** The song that plays in a sequence, whichever its project would play by now. */
export function songOf(sequence: Sequence): MediaId | null {
  const sounds = sequence.tracks.filter(track => track.kind === 'sound').flatMap(track => track.items)
  const sources = sounds.flatMap(item => (item.kind === 'clip' && item.source.kind === 'song' ? [item.source] : []))
  return sources[0]?.mediaId ?? null
}
