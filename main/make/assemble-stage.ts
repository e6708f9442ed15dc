import { v7 as uuid } from 'uuid'
import { assemble, type Assembly } from '#model/assemble/assemble.ts'
import { describeDifference } from '#model/assemble/describe-difference.ts'
import { StudioError } from '#model/errors.ts'
import type { SequenceId, ShotId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { framesFromTicks } from '#model/time.ts'
import { freeSequenceName, isAsAssembled, latestSequence, saveAssembled } from '#main/sequence/store.ts'
import { listTakes } from '#main/takes/store.ts'
import type { MakeContext } from './context.ts'
import { filmOfSong, HANDLE_TICKS, PACE } from './defaults.ts'
import { layOutWithin, type CoveredFrames, type FilmWish, type LaidOutFilm } from './lay-out.ts'
import { coveredFrames, isCurrent, type ShotSpec } from './needed-takes.ts'
import type { StageCount } from './stage-clock.ts'

export type AssembleStage = {
  readonly wish: FilmWish
  readonly film: LaidOutFilm
  /** What would be sent for each shot now; null when takes come from the user's own files. */
  readonly specs: ReadonlyMap<ShotId, ShotSpec> | null
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
  id: SequenceId,
  name: string,
): Assembly {
  const { wish, specs } = stage
  const { project } = film
  const takes = listTakes(context.library.db, project.id).map(listed => ({
    take: listed.take,
    isCurrent: listed.take.shotIds.some(shotId => {
      const spec = specs?.get(shotId)
      return spec ? isCurrent(listed, spec) : listed.request === null
    }),
  }))
  return assemble({
    sequenceId: id,
    name,
    project,
    film: filmOfSong(framesFromTicks(wish.analysis.durationTicks, project.rate)),
    rate: project.rate,
    width: project.width,
    height: project.height,
    songId: wish.songId,
    analysis: wish.analysis,
    shots: placed(film.shots),
    takes,
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
 * Puts the chosen takes into their places; where takes are shorter than planned, the shots are laid out again within them.
 * A sequence that was edited by hand is never overwritten: what would change is told ('sequence/edited-by-hand'), unless
 * a new version is wanted, or nothing would change anyway.
 */
export function assembleStage(context: MakeContext, stage: AssembleStage): AssembledFilm {
  const { db } = context.library
  const latest = latestSequence(db, stage.film.project.id)
  const isBeside = stage.isNewVersion && latest !== undefined
  const id = !latest || isBeside ? (uuid() as SequenceId) : latest.sequence.id
  const name = !latest || isBeside ? freeSequenceName(db, stage.film.project.id, 'Cut') : latest.sequence.name

  let film = stage.film
  let assembly = assembleFilm(context, stage, film, id, name)
  if (assembly.tooShort.length > 0) {
    film = layOutWithin(context, stage.wish, film, chosenLengths(context, film, assembly))
    assembly = assembleFilm(context, stage, film, id, name)
  }
  const warnings = warningsOf(film, assembly)
  const { sequence } = assembly
  if (latest && !isBeside && isAsAssembled(db, sequence)) {
    return { film, sequence: latest.sequence, warnings, made: 0, reused: 1 }
  }
  if (latest?.isEditedByHand && !isBeside) {
    const differences = describeDifference(latest.sequence, sequence)
    const message = `"${latest.sequence.name}" was edited by hand and is left as it is. Assembling anew would change: ${differences.join('; ')}. Say --new-version to put the new cut beside it.`
    throw new StudioError('sequence/edited-by-hand', message, { details: { differences } })
  }
  saveAssembled(db, sequence)
  return { film, sequence, warnings, made: 1, reused: 0 }
}
