import { versionsOfSong } from './versions-of-song.ts'
import { filmOfSong } from '#main/make/defaults.ts'
import { lengthsIn } from '#main/sequence/sources.ts'
import type { StoredSequence } from '#main/sequence/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { LostInReplacing } from '#model/contract/song-contract.ts'
import type { MediaId, ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Sequence } from '#model/sequence.ts'
import { carryPlaces } from '#model/song-map/carry-places.ts'
import { carryRepairs } from '#model/song-map/carry-repairs.ts'
import { filmOver, moveOverMap } from '#model/song-map/frame-moves.ts'
import { heldClips } from '#model/song-map/held-clips.ts'
import { cutFrames, retimeSequence, type LostPlace } from '#model/song-map/retime-sequence.ts'
import type { SongMap } from '#model/song-map/song-map.ts'
import { sectionNames } from '#model/song-repair/section-names.ts'
import { NO_REPAIRS, type SongRepairs } from '#model/song-repair/song-repairs.ts'
import type { SongAnalysis } from '#model/song.ts'
import { framesFromTicks, ticks, ticksFromFrames, type FrameRange, type Ticks } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import type { EffectiveSong } from './effective-song.ts'

/** All that goes over to a new song, and what cannot. */
export type CarriedOver = {
  readonly repairs: SongRepairs
  readonly places: ReadonlyMap<ShotId, FrameRange | null>
  readonly versions: readonly { readonly stored: StoredSequence; readonly sequence: Sequence }[]
  readonly lost: readonly LostInReplacing[]
  /** Clips that hold their take's last picture from now on. */
  readonly held: readonly LostInReplacing[]
  readonly cutCount: number
}

/** The song that comes in place of the old one. Of another song than that no repair goes over to it. */
export type YoungSong = {
  readonly songId: MediaId
  readonly heard: SongAnalysis
  readonly map: SongMap
  readonly isSame: boolean
}

/** The same for any version of a cut, e.g. what was last assembled into it. */
export function overTo(sequence: Sequence, old: EffectiveSong, map: SongMap, songId: MediaId) {
  const { film, rate } = sequence
  const move = moveOverMap({ film, rate, beats: old.analysis.beats }, map)
  return retimeSequence(sequence, move, { film: filmOver(film, map, rate), songId })
}

export function carryOver(
  { library }: DeskContext,
  project: Project,
  old: EffectiveSong,
  young: YoungSong,
): CarriedOver {
  const { map, songId, heard, isSame } = young
  const shots = listShots(library.db, project.id)
  const numbers = new Map(shots.map(shot => [shot.id, shot.position + 1]))
  const versions = versionsOfSong(library.db, project.id, old.songId).map(stored => ({
    stored,
    ...overTo(stored.sequence, old, map, songId),
  }))

  const held = versions.flatMap(({ stored, sequence }) =>
    heldClips(stored.sequence, sequence, lengthsIn(library.db, sequence, [])).map(({ item, frame }) =>
      lostFrom({ what: 'clip', frame, name: '', item }, stored.sequence, numbers),
    ),
  )

  const film = filmOfSong(framesFromTicks(old.durationTicks, project.rate))
  const move = moveOverMap({ film, rate: project.rate, beats: old.analysis.beats }, map)
  const placed = shots.flatMap(({ id, place }) => (place ? [{ id, place }] : []))
  const places = carryPlaces(placed, move, filmOver(film, map, project.rate).songFrames)

  const lost: LostInReplacing[] = [
    ...versions.flatMap(({ stored, lost: gone }) => gone.map(place => lostFrom(place, stored.sequence, numbers))),
    ...placed.flatMap(({ id, place }) =>
      places.get(id) === null
        ? [lostThing('place', ticksFromFrames(place.startFrame, project.rate), { shotNumber: numbers.get(id) ?? null })]
        : [],
    ),
    ...lostSections(old, isSame ? map : null),
  ]
  return {
    repairs: isSame ? carryRepairs(old.repairs, map, heard) : NO_REPAIRS,
    places,
    versions,
    lost: lost.toSorted((a, b) => a.atTicks - b.atTicks),
    held: held.toSorted((a, b) => a.atTicks - b.atTicks),
    cutCount: versions.reduce((sum, { stored }) => sum + picturesCuts(stored.sequence), 0),
  }
}

function picturesCuts({ tracks }: Sequence): number {
  return tracks.filter(({ kind }) => kind === 'picture').reduce((sum, track) => sum + cutFrames(track).length, 0)
}

function lostFrom(place: LostPlace, { name, film, rate }: Sequence, numbers: ReadonlyMap<ShotId, number>) {
  const at = ticks(Math.max(0, ticksFromFrames(place.frame - film.headFrames, rate)))
  const shotId = place.item?.shotId ?? null
  return lostThing(place.what, at, {
    sequenceName: name,
    name: place.name,
    shotNumber: shotId === null ? null : (numbers.get(shotId) ?? null),
  })
}

/** Only those that hands have set: the machine finds its own in the new song. None goes over where there is no map. */
function lostSections({ repairs }: EffectiveSong, map: SongMap | null): LostInReplacing[] {
  const { sections } = repairs
  if (!sections) return []
  const names = sectionNames(sections.map(({ label, name }) => ({ label, ...(name !== null && { name }) })))
  return sections.flatMap(({ startTicks, endTicks }, index) => {
    const isThere = map?.pieces.some(piece => piece.oldStartTicks < endTicks && piece.oldEndTicks > startTicks)
    return isThere ? [] : [lostThing('section', startTicks, { name: names[index]! })]
  })
}

function lostThing(
  what: LostInReplacing['what'],
  atTicks: Ticks,
  more: Partial<Omit<LostInReplacing, 'what' | 'atTicks'>>,
): LostInReplacing {
  return { what, atTicks, sequenceName: null, shotNumber: null, name: '', ...more }
}
