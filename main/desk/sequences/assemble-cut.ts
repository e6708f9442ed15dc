import { setImmediate as breathe } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { DEFAULT_MODEL, filmOfSong, HANDLE_TICKS, PACE } from '#main/make/defaults.ts'
import { filmLook } from '#main/make/look-of.ts'
import { isCurrent } from '#main/make/needed-takes.ts'
import { specsOf } from '#main/make/shot-spec.ts'
import { lengthsOf, listSources } from '#main/sequence/sources.ts'
import {
  freeSequenceName,
  lastAssembled,
  noteAssembled,
  saveAssembled,
  type StoredSequence,
} from '#main/sequence/store.ts'
import { listTakes, takesOver } from '#main/takes/store.ts'
import { listStills } from '#main/treatment/look-store.ts'
import { bridgedSeams } from '#main/treatment/seam-bindings.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { assemble, type Assembly } from '#model/assemble/assemble.ts'
import { isBridged } from '#model/assemble/bridge.ts'
import { describeDifference } from '#model/assemble/describe-difference.ts'
import { fillUntouched, type Filled } from '#model/assemble/fill.ts'
import type { AssemblyPreview } from '#model/contract/sequences-contract.ts'
import { applyEdits } from '#model/edit/apply.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, SequenceId, ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import type { Take } from '#model/take.ts'
import { framesFromTicks, type FrameRange } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { effectiveSong, type EffectiveSong } from '../song/effective-song.ts'
import { planProject } from '../treatment/plan-project.ts'
import { changeCut, versionOf } from './edit-cut.ts'

export type AssembleWish = {
  readonly projectId: ProjectId
  readonly sequenceId: SequenceId | null
  readonly transition: 'cut' | 'dissolve'
}

/** What a new version is called, and the first. */
const NAME = 'Cut'

/**
 * What assembling would do now; nothing is changed.
 * @throws StudioError project/unknown | sequence/unknown | sequence/no-song | sequence/no-shots | treatment/no-song | plan/…
 */
export function previewAssembly(context: DeskContext, wish: AssembleWish): AssemblyPreview {
  const { db } = context.library
  const open = wish.sequenceId === null ? null : versionOf(db, { ...wish, sequenceId: wish.sequenceId })
  const shots = shotsAsPlanned(context, wish.projectId)
  const { assembly, takes } = proposal(context, wish, shots)
  const hasBridges = bridgedSeams(db, wish.projectId).length > 0
  const forOpen = open && hasBridges ? proposal(context, wish, shots, open).assembly : assembly
  const filled = open && fill(context, open, forOpen.sequence)
  const judgements = new Map(takes.map(take => [take.id, take.judgement]))
  return {
    filled: filled?.filled.length ?? assembly.chosen.length,
    renewed: filled?.renewed.length ?? 0,
    missing: assembly.missing.length,
    notChosen: assembly.chosen.filter(({ takeId }) => judgements.get(takeId) !== 'circled').length,
    differences: open
      ? describeDifference(
          open.sequence,
          asLongAs(open.sequence, assembly.sequence),
          new Map(shots.map(shot => [shot.id, shot.position + 1])),
        )
      : [],
    newName: nextName(context, wish.projectId),
  }
}

/**
 * Fills what hands left open in a version, or makes a new one (the first is named "Cut 1"); shots that have no place yet are
 * laid out. One transaction. Returns the version's id.
 * @throws StudioError as `previewAssembly`, and plan/… where the shots cannot be laid out
 */
export function assembleCut(
  context: DeskContext,
  wish: AssembleWish & { readonly how: 'fill' | 'new-version' },
): SequenceId {
  const { db } = context.library
  return db.transaction(() => {
    const project = existingProject(context.library, wish.projectId)
    if (listShots(db, project.id).some(shot => shot.place === null)) planProject(context, project, false)
    const shots = placedOrThrow(listShots(db, project.id))
    if (wish.how === 'new-version' || wish.sequenceId === null) {
      const sequence = { ...proposal(context, wish, shots).assembly.sequence, name: nextName(context, project.id) }
      saveAssembled(db, sequence)
      return sequence.id
    }
    const open = versionOf(db, { ...wish, sequenceId: wish.sequenceId })
    const { assembly } = proposal(context, wish, shots, open)
    const { sequence } = fill(context, open, assembly.sequence)
    changeCut(db, open, { name: 'Assemble' }, sequence)
    noteAssembled(db, open.sequence.id, asLongAs(open.sequence, assembly.sequence))
    return open.sequence.id
  })
}

/**
 * The cut that assembling would make now, with cuts alone; null where the shots cannot be laid over a song yet. Of thousands of takes it is
 * long thought about, so others are answered between its steps.
 */
export async function proposedCut(context: DeskContext, projectId: ProjectId): Promise<Sequence | null> {
  const listed = listTakes(context.library.db, projectId)
  await breathe()
  const shots = listShots(context.library.db, projectId)
  const song = effectiveSong(context, projectId)
  if (shots.length === 0 || shots.some(({ place }) => place === null) || !song) return null
  const project = existingProject(context.library, projectId)
  const takes = inAssembly(listed, currentTakes(context, project, song, shots))
  await breathe()
  const wish = { projectId, sequenceId: null, transition: 'cut' } as const
  return assembled(context, wish, { project, song, shots: placedOrThrow(shots), takes }).sequence
}

/** The shots in their places; where some have none yet, as they would be laid out, of which nothing is kept. */
function shotsAsPlanned(context: DeskContext, projectId: ProjectId): PlacedShot[] {
  const { db } = context.library
  const shots = listShots(db, projectId)
  if (shots.every(shot => shot.place !== null)) return placedOrThrow(shots)
  const tried = new Tried()
  try {
    db.transaction(() => {
      planProject(context, existingProject(context.library, projectId), false)
      tried.shots = placedOrThrow(listShots(db, projectId))
      throw tried
    })
  } catch (error) {
    if (error !== tried) throw error
  }
  return tried.shots
}

/** Thrown to take a transaction back that was only a try. */
class Tried extends Error {
  shots: PlacedShot[] = []
}

type PlacedShot = Shot & { readonly place: FrameRange }

/** What assembling would make; to be taken from into `open`, with those bridges alone that lie there: others are laid by hand. */
function proposal(
  context: DeskContext,
  wish: AssembleWish,
  shots: readonly PlacedShot[],
  open: StoredSequence | null = null,
) {
  const project = existingProject(context.library, wish.projectId)
  const song = effectiveSong(context, project.id)
  if (!song) throw new StudioError('sequence/no-song', 'There is no song to cut to yet. Choose one in Song.')
  const listed = listTakes(context.library.db, project.id)
  const takes = inAssembly(listed, currentTakes(context, project, song, shots))
  const assembly = assembled(context, wish, { project, song, shots, takes }, open)
  return { assembly, takes: listed.map(({ take }): Take => take) }
}

type Listed = ReturnType<typeof listTakes>[number]
type Parts = {
  readonly project: Project
  readonly song: EffectiveSong
  readonly shots: readonly PlacedShot[]
  readonly takes: ReturnType<typeof inAssembly>
}

function inAssembly(listed: readonly Listed[], isMadeOfNow: (one: Listed) => boolean) {
  return listed.map(one => ({ take: one.take, isCurrent: isMadeOfNow(one) }))
}

function assembled(
  context: DeskContext,
  wish: AssembleWish,
  { project, song, shots, takes }: Parts,
  open: StoredSequence | null = null,
): Assembly {
  const { db } = context.library
  return assemble({
    sequenceId: uuid() as SequenceId,
    name: NAME,
    project,
    film: filmOfSong(framesFromTicks(song.durationTicks, project.rate)),
    rate: project.rate,
    width: project.width,
    height: project.height,
    songId: song.songId,
    analysis: song.analysis,
    shots,
    takes,
    stills: listStills(db, project.id),
    bridges: bridgedSeams(db, project.id).filter(
      seam => open === null || isBridged(open.sequence, seam, takesOver(db, seam)),
    ),
    transition: wish.transition,
    handleTicks: HANDLE_TICKS,
    pace: PACE,
  })
}

/** Whether a take was made of the words its shot has now. */
function currentTakes(context: DeskContext, project: Project, song: EffectiveSong, shots: readonly Shot[]) {
  const { db } = context.library
  const model = loadProjectTreatment(db, project.id).model ?? DEFAULT_MODEL
  const look = filmLook(db, project.id, { analysis: song.analysis, rate: project.rate })
  const specs = new Map(shots.map(shot => [shot.id, specsOf(context, project, shot, look.of(shot), model)]))
  return (listed: Listed): boolean =>
    listed.take.shotIds.some((shotId: ShotId) => {
      const wanted = specs.get(shotId)
      return wanted ? wanted.some(spec => isCurrent(listed, spec)) : listed.request === null
    })
}

function placedOrThrow(shots: readonly Shot[]): PlacedShot[] {
  if (shots.length === 0) {
    throw new StudioError('sequence/no-shots', 'There are no shots to assemble yet. Write or paste them in Treatment.')
  }
  return shots.map(shot => {
    if (shot.place) return { ...shot, place: shot.place }
    throw new StudioError('sequence/no-plan', 'The shots are not laid over the song yet. That is done in Treatment.')
  })
}

function fill(context: DeskContext, open: StoredSequence, proposed: Sequence): Filled {
  const { db } = context.library
  const media = lengthsOf(listSources(db, open.sequence.projectId))
  const previous = lastAssembled(db, open.sequence.id)
  const { sequence } = open
  return fillUntouched(sequence, asLongAs(sequence, proposed), previous && asLongAs(sequence, previous), {
    media,
    rate: sequence.rate,
  })
}

/** The proposal with head and tail of the cut it is compared with. */
function asLongAs({ film: { headFrames, tailFrames } }: Sequence, proposed: Sequence): Sequence {
  return applyEdits(proposed, [{ kind: 'film', headFrames, tailFrames }], new Map())
}

/** "Cut 1", then the next number that no version has. */
function nextName({ library: { db } }: DeskContext, projectId: ProjectId): string {
  for (let number = 1; ; number += 1) {
    const name = `${NAME} ${number}`
    if (freeSequenceName(db, projectId, name) === name) return name
  }
}
