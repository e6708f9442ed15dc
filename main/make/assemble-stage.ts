import { v7 as uuid } from 'uuid'
import { assemble, type Assembly } from '#model/assemble/assemble.ts'
import type { Candidate } from '#model/assemble/choose-take.ts'
import { describeDifference } from '#model/assemble/describe-difference.ts'
import { StudioError } from '#model/errors.ts'
import type { SequenceId, ShotId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { framesFromTicks } from '#model/time.ts'
import type { ReadableDb } from '#main/db/open.ts'
import {
  freeSequenceName,
  isAsAssembled,
  latestSequence,
  saveAssembled,
  type StoredSequence,
} from '#main/sequence/store.ts'
import { listTakes } from '#main/takes/store.ts'
import { listStills } from '#main/treatment/look-store.ts'
import { bridgedSeams } from '#main/treatment/seam-bindings.ts'
import type { MakeContext } from './context.ts'
import { filmOfSong, HANDLE_TICKS, PACE } from './defaults.ts'
import { layOutWithin, type CoveredFrames, type FilmWish, type LaidOutFilm } from './lay-out.ts'
import { coveredFrames, isCurrent, type ShotSpec } from './needed-takes.ts'
import type { StageCount } from './stage-clock.ts'
import { takesToCome } from './takes-to-come.ts'

export type AssembleStage = {
  readonly wish: FilmWish
  readonly film: LaidOutFilm
  /** What would be sent for each shot now; null when takes come from the user's own files. */
  readonly specs: ReadonlyMap<ShotId, readonly ShotSpec[]> | null
  readonly transition: 'cut' | 'dissolve'
  readonly isNewVersion: boolean
}

export type AssembledFilm = StageCount & {
  readonly film: LaidOutFilm
  readonly sequence: Sequence
  readonly warnings: readonly string[]
}

type PlacedShot = Shot & { readonly place: NonNullable<Shot['place']> }

function placed(shots: readonly Shot[]): PlacedShot[] {
  return shots.map(shot => {
    if (!shot.place) throw new Error(`shot ${shot.serial} has no place yet`)
    return { ...shot, place: shot.place }
  })
}

function assembleFilm(
  context: MakeContext,
  stage: AssembleStage,
  film: LaidOutFilm,
  cut: Pick<Sequence, 'id' | 'name'>,
  toCome: readonly Candidate[] = [],
): Assembly {
  const { wish, specs } = stage
  const { project } = film
  const takes = listTakes(context.library.db, project.id).map(listed => ({
    take: listed.take,
    isCurrent: listed.take.shotIds.some(shotId => {
      const wanted = specs?.get(shotId)
      return wanted ? wanted.some(spec => isCurrent(listed, spec)) : listed.request === null
    }),
  }))
  return assemble({
    sequenceId: cut.id,
    name: cut.name,
    project,
    film: filmOfSong(framesFromTicks(wish.analysis.durationTicks, project.rate)),
    rate: project.rate,
    width: project.width,
    height: project.height,
    songId: wish.songId,
    analysis: wish.analysis,
    shots: placed(film.shots),
    takes: [...takes, ...toCome],
    stills: listStills(context.library.db, project.id),
    bridges: bridgedSeams(context.library.db, project.id),
    transition: stage.transition,
    handleTicks: HANDLE_TICKS,
    pace: PACE,
  })
}

/** The frames each shot's chosen take covers, for a plan within them. */
function chosenLengths(context: MakeContext, film: LaidOutFilm, assembly: Assembly): CoveredFrames {
  const takes = new Map(listTakes(context.library.db, film.project.id).map(({ take }) => [take.id, take]))
  const chosen = new Map(assembly.chosen.map(({ shotId, takeId }) => [shotId, takes.get(takeId)]))
  return new Map(
    film.shots.flatMap(shot => {
      const take = chosen.get(shot.id)
      return take ? [[shot.serial, coveredFrames(take, film.project.rate)] as const] : []
    }),
  )
}

function warningsOf(film: LaidOutFilm, assembly: Assembly): string[] {
  const numberOf = new Map(film.shots.map(shot => [shot.id, shot.position + 1]))
  return [
    ...assembly.missing.map(id => `Shot ${numberOf.get(id)} has no take: a card stands in its place.`),
    ...assembly.tooShort.map(
      ({ shotId }) => `Shot ${numberOf.get(shotId)}'s take ends before its place does: its last picture is held.`,
    ),
    ...assembly.plainCuts.map(
      id => `Shot ${numberOf.get(id)} begins with a plain cut: its take and the one before have no frames to spare.`,
    ),
  ]
}

/**
 * Does nothing where no hand has been at the latest cut, or where the new one would not differ from it.
 * @throws StudioError sequence/edited-by-hand, with what would change
 */
function refuseToOverwrite(db: ReadableDb, latest: StoredSequence, film: LaidOutFilm, sequence: Sequence): void {
  if (!latest.isEditedByHand || isAsAssembled(db, sequence)) return
  const differences = describeDifference(
    latest.sequence,
    sequence,
    new Map(film.shots.map(shot => [shot.id, shot.position + 1])),
  )
  if (differences.length === 0) return
  const message = `"${latest.sequence.name}" was edited by hand and is left as it is. Assembling anew would change this: ${differences.join('; ')}. Say --new-version to put the new cut beside it.`
  throw new StudioError('sequence/edited-by-hand', message, { details: { differences } })
}

/**
 * Looks ahead, before takes are made that may cost time and money: where a cut that was edited by hand would be refused at
 * the end, it is refused now. Clips that a user's folder holds are not known yet (`specs` is null then).
 * @throws StudioError sequence/edited-by-hand
 */
export function refuseIfHandEdited(context: MakeContext, stage: AssembleStage, takesPerShot: number): void {
  const latest = latestSequence(context.library.db, stage.film.project.id)
  if (!latest?.isEditedByHand || stage.isNewVersion || !stage.specs) return
  const takes = listTakes(context.library.db, stage.film.project.id)
  const toCome = takesToCome(stage.film, takes, stage.specs, takesPerShot)
  const { sequence, tooShort } = assembleFilm(context, stage, stage.film, latest.sequence, toCome)
  // The shots will be laid out again round takes that are there and too short: only then it is known what comes out.
  if (toCome.length === 0 && tooShort.length > 0) return
  refuseToOverwrite(context.library.db, latest, stage.film, sequence)
}

/**
 * Puts the chosen takes into their places; where takes are shorter than planned, the shots are laid out again within them.
 * A sequence that was edited by hand is never overwritten: what would change is told ('sequence/edited-by-hand'), unless
 * a new version is wanted, or nothing would change anyway. A new version that is there and untouched is gone on with.
 */
export function assembleStage(context: MakeContext, stage: AssembleStage): AssembledFilm {
  const { db } = context.library
  const projectId = stage.film.project.id
  const newest = latestSequence(db, projectId)
  const latest = stage.isNewVersion && newest?.isEditedByHand ? undefined : newest
  const cut = latest?.sequence ?? { id: uuid() as SequenceId, name: freeSequenceName(db, projectId, 'Cut') }

  let film = stage.film
  let assembly = assembleFilm(context, stage, film, cut)
  if (assembly.tooShort.length > 0) {
    film = layOutWithin(context, stage.wish, film, chosenLengths(context, film, assembly))
    assembly = assembleFilm(context, stage, film, cut)
  }
  const warnings = warningsOf(film, assembly)
  const { sequence } = assembly
  if (latest) refuseToOverwrite(db, latest, film, sequence)
  if (latest?.isEditedByHand || (latest && isAsAssembled(db, sequence))) {
    return { film, sequence: latest.sequence, warnings, made: 0, reused: 1 }
  }
  saveAssembled(db, sequence)
  return { film, sequence, warnings, made: 1, reused: 0 }
}
