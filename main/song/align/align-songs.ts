import { carried, mapInStep, type MapPiece, type SongMap } from '#model/song-map/song-map.ts'
import { secondsFromTicks, ticks, ticksFromSeconds, type Ticks } from '#model/time.ts'
import { coarsePath } from './coarse-path.ts'
import { linesThrough, newSeconds, oldSeconds, type Line } from './lines.ts'
import { offsetsAlong } from './offsets.ts'
import { seamBetween, type Seam } from './seams.ts'
import { coarser, likeness, type Rows, type SoundPrint } from './sound-print.ts'

/** Some five rows a second. */
const MERGED_ROWS = 4
/** Rows this alike are the same music; of other music few are, even in the same key. */
const LIKE = 0.45
/** Songs of which less was found again are not the same. */
const LEAST_SHARE = 0.25
const EDGE_SECONDS = 0.03

export type Alignment = {
  readonly map: SongMap
  /** The share of the old song that was recognised in the new one, 0..1. */
  readonly matchedShare: number
  /** Whether they are masters of one song; of two songs the map lets every instant stay where it is (M8). */
  readonly isSame: boolean
}

/**
 * Finds an old song in a new one by its sound: another start, another speed, parts cut out or put in. `beats` are the old song's;
 * what was cut is taken to be cut on them. Takes a second or two for four minutes, and looks at the signal in between.
 */
export async function alignSongs(
  old: SoundPrint,
  young: SoundPrint,
  { beats, signal }: { readonly beats: readonly Ticks[]; readonly signal?: AbortSignal },
): Promise<Alignment> {
  const coarse: [Rows, Rows] = [coarser(old.colours, MERGED_ROWS), coarser(young.colours, MERGED_ROWS)]
  const path = await coarsePath(...coarse, signal)
  const lines = linesThrough(await offsetsAlong(old, young, path, coarse))
  const beatSeconds = beats.map(secondsFromTicks)
  const seams = lines.slice(1).map((line, index) => seamBetween(lines[index]!, line, { old, young }, beatSeconds))
  const map: SongMap = {
    oldDurationTicks: old.durationTicks,
    newDurationTicks: young.durationTicks,
    pieces: piecesOf(lines, seams, old.durationTicks, young.durationTicks),
  }
  const matchedShare = shareFound(map, ...coarse)
  const isSame = matchedShare >= LEAST_SHARE
  return { map: isSame ? map : mapInStep(old.durationTicks, young.durationTicks), matchedShare, isSame }
}

/** Lines cut off at their seams and at the songs' ends; of each song only what is there. */
function piecesOf(lines: readonly Line[], seams: readonly Seam[], oldTicks: Ticks, newTicks: Ticks): MapPiece[] {
  const [oldEnd, newEnd] = [secondsFromTicks(oldTicks), secondsFromTicks(newTicks)]
  const pieces: MapPiece[] = []
  for (const [index, line] of lines.entries()) {
    const [seamBefore, seamAfter] = [seams[index - 1], seams[index]]
    const start = seamBefore?.oldStart ?? Math.max(0, oldSeconds(line, 0))
    const end = seamAfter?.oldEnd ?? Math.min(oldEnd, oldSeconds(line, newEnd))
    const piece: MapPiece = {
      oldStartTicks: atEdge(start, oldTicks),
      oldEndTicks: atEdge(end, oldTicks),
      newStartTicks: atEdge(seamBefore?.newStart ?? newSeconds(line, start), newTicks),
      newEndTicks: atEdge(seamAfter?.newEnd ?? newSeconds(line, end), newTicks),
    }
    const last = pieces.at(-1)
    const isAfterLast = !last || (piece.oldStartTicks >= last.oldEndTicks && piece.newStartTicks >= last.newEndTicks)
    if (isAfterLast && piece.oldEndTicks > piece.oldStartTicks && piece.newEndTicks > piece.newStartTicks)
      pieces.push(piece)
  }
  return pieces
}

/** Inside the song; what is this near to one of its ends, is it: else a beat at the very start could be lost by a hair. */
function atEdge(seconds: number, most: Ticks): Ticks {
  const end = secondsFromTicks(most)
  if (seconds < EDGE_SECONDS) return ticks(0)
  return seconds > end - EDGE_SECONDS ? most : ticksFromSeconds(seconds)
}

/** The share of the old song's rows that sound alike where the map says they are. */
function shareFound(map: SongMap, old: Rows, young: Rows): number {
  let found = 0
  for (let row = 0; row < old.count; row++) {
    const at = ticksFromSeconds((row + 0.5) / old.perSecond)
    const place = at < map.oldDurationTicks ? carried(map, at) : null
    if (place === null) continue
    const other = Math.round(secondsFromTicks(place) * young.perSecond - 0.5)
    if (other >= 0 && other < young.count && likeness(old, row, young, other) >= LIKE) found += 1
  }
  return found / Math.max(1, old.count)
}
