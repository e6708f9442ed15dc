import { filmFrames, type Film, type Sequence, type Track } from '../sequence.ts'
import { cellOf, cellsOf, carve, newIds, startOf, trackWith } from './cells.ts'
import type { EditContext } from './media.ts'
import { refuse } from './refuse.ts'

/** E27 Fades the film from black at its start and to black at its end; 0 frames for none. */
export function changeFades(
  sequence: Sequence,
  { fadeInFrames, fadeOutFrames }: Pick<Sequence, 'fadeInFrames' | 'fadeOutFrames'>,
): Sequence {
  if (fadeInFrames + fadeOutFrames > filmFrames(sequence.film)) refuse('The fades are longer than the film.')
  return { ...sequence, fadeInFrames, fadeOutFrames }
}

/**
 * E28 Gives the film more or less time before and after the song. All that stands in the film stays with the song; a head
 * that grows is empty, one that shrinks takes what stood there with it.
 *
 *     before  |  song  |
 *     after   | head |  song  | tail |
 */
export function changeFilm(
  sequence: Sequence,
  { headFrames, tailFrames }: Pick<Film, 'headFrames' | 'tailFrames'>,
  context: EditContext,
): Sequence {
  const film = { ...sequence.film, headFrames, tailFrames }
  const shift = headFrames - sequence.film.headFrames
  const end = filmFrames(film)
  const newId = newIds(sequence)
  const fitted = (track: Track): Track => {
    const old = cellsOf(track)
    const { after } = carve(old, { startFrame: 0, endFrame: Math.max(0, -shift) }, sequence.rate, newId)
    const led = shift > 0 ? [cellOf({ kind: 'gap', id: newId('head'), frameCount: shift }), ...after] : after
    const length = startOf(led, led.length)
    if (length < end) led.push(cellOf({ kind: 'gap', id: newId('tail'), frameCount: end - length }))
    return trackWith(track, carve(led, { startFrame: end, endFrame: Infinity }, sequence.rate, newId).before, context)
  }
  const isInside = (frame: number): boolean => frame >= 0 && frame < end
  const fadeInFrames = Math.min(sequence.fadeInFrames, end)
  return {
    ...sequence,
    film,
    tracks: sequence.tracks.map(fitted),
    markers: sequence.markers
      .map(marker => ({ ...marker, frame: marker.frame + shift }))
      .filter(marker => isInside(marker.frame)),
    anchorFrames: sequence.anchorFrames.map(frame => frame + shift).filter(isInside),
    fadeInFrames,
    fadeOutFrames: Math.min(sequence.fadeOutFrames, end - fadeInFrames),
  }
}
