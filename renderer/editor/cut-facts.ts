import type { ProjectFrame } from '#model/contract/project-contract.ts'
import type { Caption, SourceFacts } from '#model/contract/sequences-contract.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import type { MediaLengths } from '#model/edit/media.ts'
import type { MediaId, ShotId } from '#model/ids.ts'
import type { ShotCaption } from '#model/render-plan.ts'
import type { Clip, Film, Marker, Sequence } from '#model/sequence.ts'
import type { SectionLabel } from '#model/song.ts'
import { framesFromTicks, ticks, type FrameRange } from '#model/time.ts'
import { gridFrames, type SongGridFrames } from './snap-points.ts'

export type CutSection = FrameRange & { readonly label: SectionLabel; readonly name: string }

/** What the desk knows beside the cut itself: the song under it, the plan behind it, and whose takes the clips show. */
export type CutFacts = {
  readonly sections: readonly CutSection[]
  readonly grid: SongGridFrames
  /** Where the plan has each shot, as frames of the film. */
  readonly plan: ReadonlyMap<string, FrameRange>
  readonly shots: ReadonlyMap<string, TakeShot>
  readonly takes: ReadonlyMap<string, TakeRow>
  readonly sources: ReadonlyMap<string, SourceFacts>
  /** The words that a render would write over each shot. */
  readonly captions: ReadonlyMap<ShotId, ShotCaption>
  /** The media whose files are not where they were. */
  readonly missing: ReadonlySet<string>
}

export function cutFacts(
  project: ProjectFrame,
  { film, rate }: Pick<Sequence, 'film' | 'rate'>,
  known: {
    readonly shots: readonly TakeShot[]
    readonly takes: readonly TakeRow[]
    readonly sources: readonly SourceFacts[]
    readonly captions: readonly Caption[]
    readonly missing: ReadonlySet<string>
  },
): CutFacts {
  const toFrame = (at: number): number => film.headFrames + framesFromTicks(ticks(at), rate)
  return {
    sections: (project.song?.sections ?? []).map(({ startTicks, endTicks, label, name }) => ({
      startFrame: toFrame(startTicks),
      endFrame: toFrame(endTicks),
      label,
      name,
    })),
    grid: gridFrames(project.song, { film, rate }),
    plan: planned(project, film),
    shots: new Map(known.shots.map(shot => [shot.id, shot])),
    takes: new Map(known.takes.map(take => [take.id, take])),
    sources: new Map(known.sources.map(source => [source.mediaId, source])),
    captions: new Map(known.captions.map(({ shotId, number, text }) => [shotId as ShotId, { number, text }])),
    missing: known.missing,
  }
}

function planned({ places }: ProjectFrame, { headFrames }: Film): Map<string, FrameRange> {
  return new Map(
    places.map(({ shotId, startFrame, endFrame }) => [
      shotId,
      { startFrame: headFrames + startFrame, endFrame: headFrames + endFrame },
    ]),
  )
}

export function lengthsOfSources(sources: readonly SourceFacts[]): MediaLengths {
  return new Map(
    sources.map(({ mediaId, durationTicks, rate, bound }) => [
      mediaId as MediaId,
      { durationTicks: ticks(durationTicks), rate, bound },
    ]),
  )
}

/** The takes of a shot in the order of their numbers. */
export function takesOfShot(facts: CutFacts, shotId: string | null): TakeRow[] {
  if (shotId === null) return []
  return [...facts.takes.values()].filter(take => take.shotIds.includes(shotId)).toSorted((a, b) => a.number - b.number)
}

/** The take that a clip shows; undefined for cards, stills, sounds, and takes that are in the trash. */
export function takeOfClip(facts: CutFacts, { source }: Clip): TakeRow | undefined {
  return source.kind === 'take' ? facts.takes.get(source.takeId) : undefined
}

/** True for a clip that shows a take nobody has circled. */
export function isNotChosen(facts: CutFacts, clip: Clip): boolean {
  const take = takeOfClip(facts, clip)
  return take !== undefined && take.judgement !== 'circled'
}

/** The markers that stand on the ruler: not those of the sections, whose band is over it. */
export function rulerMarkers({ markers }: Sequence, sections: readonly CutSection[]): readonly Marker[] {
  const names = new Set(sections.map(({ startFrame, name }) => `${startFrame} ${name}`))
  return markers.filter(({ frame, label }) => !names.has(`${frame} ${label}`))
}

/** The section that a frame is in. */
export function sectionAt(sections: readonly CutSection[], frame: number): CutSection | undefined {
  return sections.findLast(({ startFrame }) => startFrame <= frame) ?? sections[0]
}
