import { burnInBars } from '../burn-in.ts'
import { fitOf } from '../fit.ts'
import type { MediaId } from '../ids.ts'
import { filmFrames, type Clip, type Gap, type Sequence } from '../sequence.ts'
import { scaleRound } from '../time.ts'
import type { FlashSpan } from './flashing.ts'
import type { Check, CheckFacts, CheckKind, CheckPlace, CheckVerdict } from './check.ts'
import { heldFrames } from './held-frames.ts'
import { nearestBeat, type BeatFrame } from './nearest-beat.ts'

/** A smaller picture is no matter up to here: nobody sees it. */
const ENLARGED_PER_CENT = 5

/** `framesBeyond` is how far a dissolve after it reaches beyond its end. */
type Placed = { readonly item: Clip | Gap; readonly startFrame: number; readonly framesBeyond: number }

/** What the look at every picture found: each stretch that flashes, at the clip that it begins in. */
export function checkFlashing(
  sequence: Sequence,
  spans: readonly FlashSpan[],
  facts: Pick<CheckFacts, 'shotNumbers' | 'beats' | 'downbeats'>,
): Check {
  const picture = placedItems(sequence, 'picture')
  const place = placer(burnInBars(facts, sequence), facts)
  const places = spans.flatMap(({ startFrame, perSecond }) => {
    const under = picture.findLast(placed => placed.startFrame <= startFrame)
    return under ? [place({ ...under, startFrame }, perSecond)] : []
  })
  return found('flashing', 'look', filmFrames(sequence.film), places)
}

type Placer = (placed: Placed, amount?: number) => CheckPlace

function placer(beats: readonly BeatFrame[], { shotNumbers }: Pick<CheckFacts, 'shotNumbers'>): Placer {
  return ({ item, startFrame }, amount = 0) => ({
    frame: startFrame,
    itemId: item.id,
    shotId: item.kind === 'clip' ? item.shotId : null,
    shotNumber: (item.kind === 'clip' && item.shotId && shotNumbers.get(item.shotId)) || null,
    amount,
    bar: nearestBeat(beats, startFrame)?.text ?? null,
  })
}

function found(kind: CheckKind, bad: CheckVerdict, total: number, places: CheckPlace[]): Check {
  return { kind, verdict: places.length > 0 ? bad : 'fine', total, places }
}

/** Looks a film through: every kind once, in order, also those that are fine; but for flashing, which takes its pictures. */
export function checkFilm(sequence: Sequence, facts: CheckFacts): Check[] {
  const beats = burnInBars(facts, sequence)
  const place = placer(beats, facts)
  const picture = placedItems(sequence, 'picture')
  const on = picture.filter(
    (placed): placed is Placed & { item: Clip } => placed.item.kind === 'clip' && !placed.item.isOff,
  )
  const shown = on.filter(({ item }) => item.source.kind === 'take' || item.source.kind === 'still')
  const sounds = placedItems(sequence, 'sound').filter(({ item }) => item.kind === 'clip' && !item.isOff)

  const isGone = (id: MediaId): boolean => facts.media.get(id)?.isThere === false

  const files = [...shown, ...sounds]
  return [
    found(
      'missing-files',
      'stop',
      new Set(files.flatMap(({ item }) => mediaOf(item) ?? [])).size,
      files.filter(({ item }) => isGone(mediaOf(item)!)).map(placed => place(placed)),
    ),
    found(
      'missing-takes',
      'look',
      on.length,
      on.filter(({ item }) => item.source.kind === 'missing').map(placed => place(placed)),
    ),
    found('gaps', 'look', picture.length, gapsIn(sequence, picture, place)),
    found(
      'held-pictures',
      'look',
      on.length,
      on.flatMap(placed => {
        const frames = heldFrames(placed.item, placed.framesBeyond, sequence.rate, facts.media)
        return frames > 0 ? [place(placed, frames)] : []
      }),
    ),
    found(
      'not-chosen',
      'look',
      on.length,
      on.filter(({ item }) => isNotChosen(item, facts)).map(placed => place(placed)),
    ),
    found('off-beat', 'look', Math.max(0, picture.length - 1), offBeat(picture, beats, place)),
    found(
      'small-pictures',
      'look',
      shown.length,
      shown.flatMap(placed => {
        const enlarged = enlargement(placed.item, sequence, facts)
        return enlarged > ENLARGED_PER_CENT ? [place(placed, enlarged)] : []
      }),
    ),
    found(
      'song',
      'look',
      sequence.film.songFrames,
      otherSongs(sounds, facts).map(placed => place(placed)),
    ),
  ]
}

function placedItems(sequence: Sequence, kind: 'picture' | 'sound'): Placed[] {
  return sequence.tracks
    .filter(track => track.kind === kind)
    .flatMap(track => {
      let startFrame = 0
      return track.items.flatMap((item, index) => {
        if (item.kind === 'transition') return []
        const next = track.items[index + 1]
        const framesBeyond = next?.kind === 'transition' && next.style === 'dissolve' ? next.outFrames : 0
        const placed = { item, startFrame, framesBeyond }
        startFrame += item.frameCount
        return [placed]
      })
    })
}

function mediaOf(item: Clip | Gap): MediaId | null {
  return item.kind === 'clip' && item.source.kind !== 'missing' ? item.source.mediaId : null
}

/** Stretches where nothing shows, between clips, after the last, and where one is switched off; what lies before the song or after it is meant so. */
function gapsIn(
  { film }: Sequence,
  picture: readonly Placed[],
  place: (placed: Placed, amount: number) => CheckPlace,
): CheckPlace[] {
  const songEnd = film.headFrames + film.songFrames
  return picture.flatMap(placed => {
    if (placed.item.kind === 'clip' && !placed.item.isOff) return []
    const start = Math.max(placed.startFrame, film.headFrames)
    const end = Math.min(placed.startFrame + placed.item.frameCount, songEnd, filmFrames(film))
    return end > start ? [place({ ...placed, startFrame: start }, end - start)] : []
  })
}

function isNotChosen({ source }: Clip, { judgements }: CheckFacts): boolean {
  return source.kind === 'take' && judgements.get(source.takeId) !== 'circled'
}

/** Cuts inside the film that are near a beat and not on it. */
function offBeat(
  picture: readonly Placed[],
  beats: readonly BeatFrame[],
  place: (placed: Placed, amount: number) => CheckPlace,
): CheckPlace[] {
  return picture.slice(1).flatMap(placed => {
    const beat = nearestBeat(beats, placed.startFrame)
    const off = beat ? placed.startFrame - beat.frame : 0
    return off === 0 ? [] : [place(placed, off)]
  })
}

/** Where a song plays that is not the project's any more. */
function otherSongs(sounds: readonly Placed[], { songId }: CheckFacts): readonly Placed[] {
  if (songId === null) return []
  return sounds.filter(({ item }) => item.kind === 'clip' && item.source.kind === 'song' && mediaOf(item) !== songId)
}

/** By how many per cent a picture is enlarged to fill the film's frame. */
function enlargement(item: Clip | Gap, film: Sequence, { media }: CheckFacts): number {
  const id = mediaOf(item)
  const { width, height } = (id && media.get(id)) || { width: null, height: null }
  if (!width || !height) return 0
  const sides = [scaleRound(film.width, 1000, width), scaleRound(film.height, 1000, height)]
  const scale = fitOf({ width, height }, film) === 'cover' ? Math.max(...sides) : Math.min(...sides)
  return Math.round((scale - 1000) / 10)
}
