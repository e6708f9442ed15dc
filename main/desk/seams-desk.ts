import { createSeams, type KnownSeam } from '#main/seams/seams.ts'
import { takesOfShot } from '#main/takes/store.ts'
import { boundEnds, boundWindow } from '#model/assemble/bound-window.ts'
import type { SeamRow } from '#model/contract/seam-bindings-contract.ts'
import type { MetSeam, SeamOfJoin, ShotSeams, TakesSeam } from '#model/contract/seams-contract.ts'
import { HANDLE_TICKS, PACE } from '#model/handles.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { Binding } from '#model/seam/binding.ts'
import { cutsOf, joinKey, meeting, picturesAt, type Meeting } from '#model/seam/joins.ts'
import { bestJoining, type ToldSeam } from '#model/seam/seam-told.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import type { Take } from '#model/take.ts'
import type { DeskContext } from './desk-context.ts'
import { bindSeams } from './seams/bindings.ts'
import { askForBridge, layBridge, priceOfBridge } from './seams/bridges.ts'
import { addHandOnWorker } from './seams/hand-on-worker.ts'
import { seamRows } from './seams/seam-rows.ts'
import { proposedCut } from './sequences/assemble-cut.ts'
import { versionOf, type Version } from './sequences/edit-cut.ts'

export type SeamsDesk = ReturnType<typeof createSeamsDesk>

/**
 * How takes meet at cuts, in the versions of a cut and where the takes of neighbouring shots would; and how shots that follow each other
 * are bound. What it throws stands in the contract.
 */
export function createSeamsDesk(context: DeskContext) {
  const { library, ffmpeg, closing, host } = context
  const { db } = library
  addHandOnWorker(context)
  const seams = createSeams({ library, ffmpeg, closing, log: host.log })

  const wish = (name: string, meetings: readonly Meeting[]) =>
    seams.wish(
      name,
      meetings.flatMap(({ join }) => join ?? []),
    )

  let last: { readonly projectId: ProjectId; readonly state: string; readonly cut: Promise<Sequence | null> } | null =
    null

  /** As proposedCut; of thousands of takes it is not made anew for every join that has been measured. */
  function proposedNow(projectId: ProjectId): Promise<Sequence | null> {
    const state = JSON.stringify(db.all(STATE_SQL, [projectId]))
    if (last?.projectId !== projectId || last.state !== state)
      last = { projectId, state, cut: proposedCut(context, projectId) }
    return last.cut
  }

  return {
    ofCut(version: Version): { key: string; seam: SeamOfJoin }[] {
      const { sequence } = versionOf(db, version)
      const known = wish(`cut ${sequence.id}`, cutsOf(sequence))
      return [...known].map(([key, seam]) => ({ key, seam: toldOf(seam) }))
    },

    async ofTakes(projectId: ProjectId): Promise<TakesSeam[]> {
      const proposed = await proposedNow(projectId)
      const cuts = proposed ? cutsOf(proposed) : []
      const known = wish(`takes ${projectId}`, cuts)
      return cuts.map(cut => ({
        before: shotAndTake(cut.before),
        after: shotAndTake(cut.after),
        ...metOf(cut, known),
      }))
    },

    async ofShot(projectId: ProjectId, shotId: ShotId): Promise<ShotSeams> {
      const proposed = await proposedNow(projectId)
      const clips = proposed ? clipsOf(proposed) : []
      const index = clips.findIndex(clip => clip.shotId === shotId)
      const [before, own, after] = [clips[index - 1], clips[index], clips[index + 1]]
      if (!proposed || !own) return { before: null, after: null, takes: [], bestTakeId: null }
      const candidates = takesOfShot(db, projectId, shotId)
        .filter(({ judgement }) => judgement !== 'rejected')
        .flatMap(take => showing(own, take, proposed) ?? [])
        .map(({ takeId, clip }) => ({
          takeId,
          before: before ? meeting(before, clip, proposed) : null,
          after: after ? meeting(clip, after, proposed) : null,
        }))
      const known = wish(
        `shot ${shotId}`,
        candidates.flatMap(candidate => [candidate.before ?? [], candidate.after ?? []].flat()),
      )
      const takes = candidates.map(candidate => ({
        takeId: candidate.takeId,
        before: candidate.before && metOf(candidate.before, known),
        after: candidate.after && metOf(candidate.after, known),
      }))
      return {
        before: before ? shotAndTake(before) : null,
        after: after ? shotAndTake(after) : null,
        takes,
        bestTakeId: bestJoining(takes.map(take => ({ takeId: take.takeId, seams: numbersOf(take) }))),
      }
    },

    list: (projectId: ProjectId): SeamRow[] => seamRows(context, projectId),

    setBinding: (wish: { projectId: ProjectId; toShotIds: readonly ShotId[]; binding: Binding }): void =>
      bindSeams(context, wish),

    priceBridge: (seam: { projectId: ProjectId; from: ShotId; to: ShotId }) => ({
      microUsd: priceOfBridge(context, seam),
    }),

    askBridge: (wish: { projectId: ProjectId; from: ShotId; to: ShotId; quotedMicroUsd: number | null }): void =>
      askForBridge(context, wish),

    layBridge: (wish: { projectId: ProjectId; takeId: TakeId }) => layBridge(context, wish),

    /** Resolves when nothing is being measured. */
    idle: () => seams.idle(),
  }
}

/** What a proposed cut depends on changes one of these counts. */
const STATE_SQL = `SELECT topic, project_id, count FROM change_count
  WHERE project_id IN (?, '') AND topic IN ('project', 'treatment', 'takes', 'song', 'songs', 'media', 'services')
  ORDER BY topic, project_id`

function metOf({ join, why }: Meeting, known: ReadonlyMap<string, KnownSeam>): MetSeam {
  return { pictures: join && picturesAt(join), why, seam: join && toldOf(known.get(joinKey(join))!) }
}

function toldOf(known: KnownSeam): SeamOfJoin {
  if (known.state !== 'measured') return known
  const { way, speed, light, colour } = known.seam
  const lights = { way: open(way), speed: open(speed), light: open(light), colour: open(colour) }
  return { state: 'measured', seam: { ...known.seam, ...lights } }
}

/** As the contract has it. */
function open({ faults, ...light }: ToldSeam['way']) {
  return { ...light, faults: [...faults] }
}

function clipsOf({ tracks }: Sequence): Clip[] {
  const items = tracks.find(({ kind }) => kind === 'picture')?.items ?? []
  return items.filter(item => item.kind === 'clip')
}

function shotAndTake({ shotId, source }: Clip): TakesSeam['before'] {
  return { shotId, takeId: source.kind === 'take' ? source.takeId : null }
}

/** The shot's clip as it would be with another take; null while that has not come. */
function showing(clip: Clip, { id, media, handed }: Take, { rate }: Sequence): { takeId: string; clip: Clip } | null {
  if (!media) return null
  if (clip.source.kind === 'take' && clip.source.takeId === id) return { takeId: id, clip }
  const bound = boundEnds(handed)
  const { startTicks, speed } = boundWindow(media.facts, clip.frameCount, rate, PACE, HANDLE_TICKS, bound)
  const source = { kind: 'take', takeId: id, mediaId: media.id } as const
  return { takeId: id, clip: { ...clip, source, sourceStartTicks: startTicks, speed } }
}

/** Of the seams that are measured; null for one that is coming. One that cannot be measured leaves nothing to compare. */
function numbersOf({ before, after }: Pick<ShotSeams['takes'][number], 'before' | 'after'>): (ToldSeam | null)[] {
  const seams = [before, after].flatMap(met => met?.seam ?? [])
  if (seams.some(({ state }) => state === 'failed')) return []
  return seams.map(seam => (seam.state === 'measured' ? seam.seam : null))
}
