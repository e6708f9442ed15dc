import { append } from '../edit/append.ts'
import { dissolve, longestHalf } from '../edit/dissolve.ts'
import type { ItemId, MediaId, SequenceId, ShotId, TakeId } from '../ids.ts'
import type { PlannedSong } from '../plan/plan.ts'
import { filmSections } from '../plan/sections.ts'
import type { Project } from '../project.ts'
import type { Clip, Film, Sequence, Speed, Track } from '../sequence.ts'
import type { Shot } from '../shot.ts'
import type { Take, VideoFacts } from '../take.ts'
import { framesIn, ticks, type FrameRange, type FrameRate, type Ticks } from '../time.ts'
import { boundEnds, boundWindow, type BoundWindow } from './bound-window.ts'
import { withBridge } from './bridge.ts'
import { chooseBridge, chooseTake, type Candidate } from './choose-take.ts'
import { fades } from './fades.ts'
import { coverableFrames } from './source-window.ts'

/** A dissolve is half a second at 24 frames a second, centred on its cut. */
const DISSOLVE_HALF_FRAMES = 6

export type AssembleRequest = {
  readonly sequenceId: SequenceId
  readonly name: string
  readonly project: Pick<Project, 'id'>
  readonly film: Film
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  readonly songId: MediaId
  readonly analysis: PlannedSong
  /** In the order of the film; their places tile it. */
  readonly shots: readonly (Pick<Shot, 'id'> & { readonly place: FrameRange })[]
  readonly takes: readonly Candidate[]
  /** Board frames, which stand in for takes until there are some. */
  readonly stills?: ReadonlyMap<ShotId, MediaId>
  /** Seams that a bridge lies over as soon as there is one. */
  readonly bridges?: readonly NonNullable<Take['bridge']>[]
  readonly transition: 'cut' | 'dissolve'
  readonly handleTicks: Ticks
  readonly pace: Speed
}

export type Assembly = {
  readonly sequence: Sequence
  readonly chosen: readonly { readonly shotId: ShotId; readonly takeId: TakeId }[]
  /** Shots without a take or a board frame: their clips are there, with nothing in them. */
  readonly missing: readonly ShotId[]
  /** Chosen takes that end before their place does, and the film frames they could fill. */
  readonly tooShort: readonly { readonly shotId: ShotId; readonly takeId: TakeId; readonly coverableFrames: number }[]
  /** Shots that begin with a plain cut where a dissolve was wanted: the takes have no frames to spare there. */
  readonly plainCuts: readonly ShotId[]
}

/** A clip is known by its shot, so that the same shots assemble to the same document. */
function clipId(shotId: ShotId): ItemId {
  return `clip-${shotId}` as ItemId
}

type Placed = {
  readonly shotId: ShotId
  readonly clip: Clip
  readonly take: Take | undefined
  readonly window: BoundWindow
}

/** A card or a still in place of a take can be shown for as long as one likes. */
const CARD_WINDOW = { startTicks: ticks(0), spareBeforeFrames: Infinity, spareAfterFrames: Infinity }

function placeShot(
  shot: AssembleRequest['shots'][number],
  takes: readonly Candidate[],
  request: AssembleRequest,
): Placed {
  const { rate, pace, handleTicks } = request
  const frameCount = framesIn(shot.place)
  const take = chooseTake(
    shot.id,
    takes,
    ({ media, handed }) =>
      media !== null && coverableFrames(media.facts, rate, pace, handed?.leadPictures) >= frameCount,
  )
  const media = take?.media
  const window = media
    ? boundWindow(media.facts, frameCount, rate, pace, handleTicks, boundEnds(take?.handed))
    : { ...CARD_WINDOW, speed: pace }
  const clip: Clip = {
    kind: 'clip',
    id: clipId(shot.id),
    shotId: shot.id,
    source: sourceOf(take, request.stills?.get(shot.id)),
    frameCount,
    sourceStartTicks: window.startTicks,
    speed: window.speed,
  }
  return { shotId: shot.id, clip, take, window }
}

function sourceOf(take: Take | undefined, stillId: MediaId | undefined): Clip['source'] {
  if (take?.media) return { kind: 'take', takeId: take.id, mediaId: take.media.id }
  return stillId === undefined ? { kind: 'missing' } : { kind: 'still', mediaId: stillId }
}

function pictureTrack(
  placed: readonly Placed[],
  transition: 'cut' | 'dissolve',
): { track: Track; plainCuts: ShotId[] } {
  let track: Track = { kind: 'picture', name: 'V1', items: [] }
  for (const { clip } of placed) track = append(track, clip)
  const plainCuts: ShotId[] = []
  if (transition === 'cut') return { track, plainCuts }
  for (const [index, { shotId, clip, window }] of placed.entries()) {
    const before = placed[index - 1]
    if (!before) continue
    const half = Math.min(
      DISSOLVE_HALF_FRAMES,
      longestHalf(before.clip.frameCount, clip.frameCount),
      before.window.spareAfterFrames,
      window.spareBeforeFrames,
    )
    if (half < 1) plainCuts.push(shotId)
    else track = dissolve(track, clip.id, `dissolve-${shotId}` as ItemId, half)
  }
  return { track, plainCuts }
}

function byShot(takes: readonly Candidate[]): ReadonlyMap<ShotId, readonly Candidate[]> {
  const found = new Map<ShotId, Candidate[]>()
  for (const candidate of takes) {
    for (const id of candidate.take.shotIds) {
      const own = found.get(id)
      if (own) own.push(candidate)
      else found.set(id, [candidate])
    }
  }
  return found
}

/** The song, whole, between head and tail. */
function soundTrack({ film, songId }: AssembleRequest): Track {
  const song: Clip = {
    kind: 'clip',
    id: 'song' as ItemId,
    shotId: null,
    source: { kind: 'song', mediaId: songId },
    frameCount: film.songFrames,
    sourceStartTicks: ticks(0),
    speed: { numerator: 1, denominator: 1 },
  }
  let track: Track = { kind: 'sound', name: 'A1', items: [] }
  if (film.headFrames > 0) track = append(track, { kind: 'gap', id: 'head' as ItemId, frameCount: film.headFrames })
  track = append(track, song)
  if (film.tailFrames > 0) track = append(track, { kind: 'gap', id: 'tail' as ItemId, frameCount: film.tailFrames })
  return track
}

/**
 * Makes the first sequence of a project: each shot's best take in its place, the song beside them (rules A1-A9 of SPEC.md).
 * The same request gives the same document, ids and all.
 */
export function assemble(request: AssembleRequest): Assembly {
  const { film, rate, analysis, shots, pace } = request
  const takesOf = byShot(request.takes)
  const placed = shots.map(shot => placeShot(shot, takesOf.get(shot.id) ?? [], request))
  const { track, plainCuts } = pictureTrack(placed, request.transition)
  const cutFrames = new Set(shots.map(shot => shot.place.startFrame))
  const sections = filmSections(analysis, film, rate)
  const sequence: Sequence = {
    id: request.sequenceId,
    projectId: request.project.id,
    name: request.name,
    rate,
    width: request.width,
    height: request.height,
    film,
    tracks: [track, soundTrack(request)],
    markers: sections.map(section => ({ frame: section.startFrame, label: section.title })),
    anchorFrames: sections.map(section => section.startFrame).filter(frame => frame > 0 && cutFrames.has(frame)),
    ...fades(analysis, rate, shots),
  }
  return {
    sequence: bridged(sequence, request),
    chosen: placed.flatMap(({ shotId, take }) => (take ? [{ shotId, takeId: take.id }] : [])),
    missing: placed.filter(({ clip }) => clip.source.kind === 'missing').map(({ shotId }) => shotId),
    tooShort: placed.flatMap(({ shotId, take, clip }) => {
      if (!take?.media) return []
      const frames = coverableFrames(take.media.facts, rate, pace, take.handed?.leadPictures)
      return frames < clip.frameCount ? [{ shotId, takeId: take.id, coverableFrames: frames }] : []
    }),
    plainCuts,
  }
}

/** The cut with the bridges there are over its bridged seams. */
function bridged(sequence: Sequence, { bridges = [], takes, rate }: AssembleRequest): Sequence {
  if (bridges.length === 0) return sequence
  const facts = new Map(takes.flatMap(({ take: { media } }) => (media ? [[media.id, media.facts] as const] : [])))
  const factsOf = ({ source }: Clip): VideoFacts | undefined =>
    source.kind === 'take' ? facts.get(source.mediaId) : undefined
  return bridges.reduce((cut, bridge) => {
    const take = chooseBridge(bridge, takes)
    return take ? withBridge(cut, take, factsOf, { media: facts, rate }) : cut
  }, sequence)
}
