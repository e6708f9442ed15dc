import type { ReadableDb } from '#main/db/open.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { circledTakes, takesOver } from '#main/takes/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { boundEnds, boundWindow } from '#model/assemble/bound-window.ts'
import { bridgeHalves, clipsOf, isBridged } from '#model/assemble/bridge.ts'
import type { ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { HandedFrames, HandedPicture, Neighbours, TakeUse } from '#model/seam/binding.ts'
import { pictureAt } from '#model/seam/binding.ts'
import type { Clip } from '#model/sequence.ts'
import type { Take } from '#model/take.ts'
import { framesIn } from '#model/time.ts'
import { HANDLE_TICKS, PACE } from '../defaults.ts'

type ReadyTake = Take & { readonly media: NonNullable<Take['media']> }

/** What the film shows of the chosen takes at the seams, as it stands now. */
export type FilmUse = {
  /** The picture that the film leaves a shot on; null while no take of it is chosen, or it has no place. `inFrames` frames earlier for a bridge. */
  lastShown(shotId: ShotId, inFrames?: number): HandedPicture | null
  /** The picture that the film enters a shot with. */
  firstShown(shotId: ShotId, inFrames?: number): HandedPicture | null
  /** The pictures that a take begins and ends on; null while one of them is not there yet. `bridgeFrames` of a bridge, which covers some of both sides. */
  handedTo(neighbours: Neighbours, bridgeFrames: number | null): HandedFrames | null
}

/**
 * Reads it from the newest cut where that has the shot, since hands own time there, else from the shot's place as assembling would fill
 * it. A cut that shows another take than the chosen one counts as showing that one in its place.
 */
export function filmUse(db: ReadableDb, { id, rate }: Pick<Project, 'id' | 'rate'>): FilmUse {
  const places = new Map(listShots(db, id).map(shot => [shot.id, shot.place]))
  const cut = latestSequence(db, id)?.sequence
  const clips = Map.groupBy(
    (cut ? clipsOf(cut) : []).map(({ clip }) => clip),
    ({ shotId }) => shotId,
  )
  const chosen = new Map<ShotId, ReadyTake>()
  for (const take of circledTakes(db, id)) {
    if (take.media === null) continue
    for (const shotId of take.shotIds) chosen.set(shotId, { ...take, media: take.media })
  }

  function useOf(shotId: ShotId, take: ReadyTake, end: 'first' | 'last'): TakeUse | null {
    const clip = clips.get(shotId)?.at(end === 'last' ? -1 : 0)
    if (clip && isShowing(clip, take)) return clip
    const place = places.get(shotId)
    const [frames, pace] = clip ? [clip.frameCount, clip.speed] : [place ? framesIn(place) : 0, PACE]
    if (frames === 0) return null
    const window = boundWindow(take.media.facts, frames, rate, pace, HANDLE_TICKS, boundEnds(take.handed))
    return { sourceStartTicks: window.startTicks, frameCount: frames, speed: window.speed }
  }

  function shown(shotId: ShotId, end: 'first' | 'last', inFrames: number): HandedPicture | null {
    const take = chosen.get(shotId)
    const use = take && useOf(shotId, take, end)
    if (!take || !use) return null
    const frame = end === 'last' ? use.frameCount - 1 - inFrames : inFrames
    const picture = pictureAt(use, Math.max(0, frame), take.media.facts, rate)
    return { shotId, takeId: take.id, mediaId: take.media.id, picture }
  }

  function halves({ beginsAfter, endsBefore }: Neighbours, bridgeFrames: number | null) {
    if (bridgeFrames === null || beginsAfter === null || endsBefore === null) return NOTHING
    // It takes the place of one that lies there already, and covers no more than that.
    const seam = { from: beginsAfter, to: endsBefore }
    if (cut && isBridged(cut, seam, takesOver(db, seam))) return NOTHING
    const framesOf = (shotId: ShotId, end: 'first' | 'last'): number => {
      const take = chosen.get(shotId)
      return (take && useOf(shotId, take, end)?.frameCount) ?? 0
    }
    return bridgeHalves(bridgeFrames, framesOf(beginsAfter, 'last'), framesOf(endsBefore, 'first'))
  }

  const lastShown = (shotId: ShotId, inFrames = 0): HandedPicture | null => shown(shotId, 'last', inFrames)
  const firstShown = (shotId: ShotId, inFrames = 0): HandedPicture | null => shown(shotId, 'first', inFrames)
  return {
    lastShown,
    firstShown,
    handedTo(neighbours, bridgeFrames) {
      const { beginsAfter, endsBefore } = neighbours
      const { before, after } = halves(neighbours, bridgeFrames)
      const first = beginsAfter === null ? null : lastShown(beginsAfter, before)
      const last = endsBefore === null ? null : firstShown(endsBefore, after)
      const isThere = (beginsAfter === null || first !== null) && (endsBefore === null || last !== null)
      return isThere ? { first, last } : null
    },
  }
}

const NOTHING = { before: 0, after: 0 }

function isShowing({ source }: Clip, { media }: ReadyTake): boolean {
  return source.kind === 'take' && source.mediaId === media.id
}
