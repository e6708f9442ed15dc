import { filmFrames, type Film, type Sequence, type Track, type TrackItem } from '../sequence.ts'

function framesOf(item: TrackItem): number {
  return item.kind === 'transition' ? 0 : item.frameCount
}

function checkTrack(track: Track, film: Film): string[] {
  const faults: string[] = []
  const frames = track.items.reduce((sum, item) => sum + framesOf(item), 0)
  if (frames !== filmFrames(film)) faults.push(`E1 ${track.name} has ${frames} frames, the film ${filmFrames(film)}`)
  for (const [index, item] of track.items.entries()) {
    if (item.kind !== 'transition') {
      if (!Number.isInteger(item.frameCount) || item.frameCount < 1) {
        faults.push(`E2 ${item.id} has ${item.frameCount} frames`)
      }
      if (item.kind === 'clip' && item.sourceStartTicks < 0) faults.push(`E2 ${item.id} begins before its source`)
      continue
    }
    const before = track.items[index - 1]
    const after = track.items[index + 1]
    if (!before || !after || before.kind === 'transition' || after.kind === 'transition') {
      faults.push(`E3 ${item.id} does not stand between two items`)
      continue
    }
    if (item.inFrames < 0 || item.outFrames < 0 || item.inFrames + item.outFrames < 1) {
      faults.push(`E3 ${item.id} has no frames`)
    }
    const earlier = track.items[index - 2]
    const taken = earlier?.kind === 'transition' ? earlier.outFrames : 0
    if (item.inFrames + taken > before.frameCount) faults.push(`E3 ${item.id} reaches over what ${before.id} has left`)
    if (item.outFrames > after.frameCount) faults.push(`E3 ${item.id} reaches over ${after.id}`)
  }
  return faults
}

/** The song sounds once, whole, right after the head. */
function checkSong(sequence: Sequence): string[] {
  const found = sequence.tracks
    .filter(track => track.kind === 'sound')
    .flatMap(track => {
      let startFrame = 0
      return track.items.flatMap(item => {
        const songs = item.kind === 'clip' && item.source.kind === 'song' ? [{ item, startFrame }] : []
        startFrame += framesOf(item)
        return songs
      })
    })
  const only = found[0]
  if (!only || found.length > 1) return [`E4 the song stands in the sequence ${found.length} times`]
  const { headFrames, songFrames } = sequence.film
  const isPinned = only.startFrame === headFrames && only.item.frameCount === songFrames
  return isPinned ? [] : ['E4 the song is not pinned between head and tail']
}

/** What is wrong with a sequence, a sentence each with the number of the rule in SPEC.md; none when it is sound. */
export function checkSequence(sequence: Sequence): string[] {
  const end = filmFrames(sequence.film)
  const faults = [...sequence.tracks.flatMap(track => checkTrack(track, sequence.film)), ...checkSong(sequence)]
  const ids = sequence.tracks.flatMap(track => track.items.map(item => item.id))
  if (new Set(ids).size !== ids.length) faults.push('E5 two items have one id')
  const isInside = (frame: number): boolean => Number.isInteger(frame) && frame >= 0 && frame < end
  if (!sequence.markers.every(marker => isInside(marker.frame))) faults.push('E6 a marker stands outside the film')
  if (!sequence.anchorFrames.every(isInside)) faults.push('E6 an anchor stands outside the film')
  const { fadeInFrames, fadeOutFrames } = sequence
  if (fadeInFrames < 0 || fadeOutFrames < 0 || fadeInFrames + fadeOutFrames > end) {
    faults.push('E7 the fades are longer than the film')
  }
  return faults
}
