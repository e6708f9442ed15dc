import { bindSeam, seamsOf, type BoundSeam, type Seam } from '#main/treatment/seam-bindings.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { sectionsOf } from '#main/make/look-of.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { pinnedSeams } from '#model/assemble/bridge.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Binding } from '#model/seam/binding.ts'
import type { Shot } from '#model/shot.ts'
import type { DeskContext } from '../desk-context.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { demandShots, gesture, shotsText } from '../treatment/gesture.ts'

const VERBS: Readonly<Record<Binding, string>> = {
  open: 'Leave the seam open before',
  'handed-on': 'Hand a picture on to',
  'handed-back': 'Hand a picture back from',
  bridge: 'Bridge the seam before',
}

/**
 * Binds the seams that lead into shots: one gesture of the treatment. Of several those at anchors stay as they are, since chains begin
 * there; a single one is bound wherever it stands, and all are left open.
 * @throws StudioError treatment/no-shot, project/unknown
 */
export function bindSeams(
  context: DeskContext,
  { projectId, toShotIds, binding }: { projectId: ProjectId; toShotIds: readonly ShotId[]; binding: Binding },
): void {
  const { db } = context.library
  const name = (shots: readonly Shot[]): string => `${VERBS[binding]} ${shotsText(demandShots(shots, toShotIds))}`
  const rows = [{ table: 'seam_binding', where: { project_id: projectId } }] as const
  gesture(context, projectId, { name, plan: 'none', rows }, (project, shots) => {
    const wanted = new Set(toShotIds)
    const isAny = binding === 'open' || toShotIds.length === 1
    const isAnchor = isAny ? () => false : anchorsOf(context, project, shots)
    for (const seam of seamsOf(db, projectId, shots)) {
      if (wanted.has(seam.to) && !isAnchor(seam)) bindSeam(db, projectId, { ...seam, binding })
    }
  })
}

/** Whether a seam stands where a section begins, or where a person has pinned a cut of the newest version. */
export function anchorsOf(context: DeskContext, project: Project, shots: readonly Shot[]): (seam: Seam) => boolean {
  const song = effectiveSong(context, project.id)
  const starts = new Set(
    (song ? sectionsOf({ analysis: song.analysis, rate: project.rate }) : []).map(({ startFrame }) => startFrame),
  )
  const startOf = new Map(shots.map(({ id, place }) => [id, place?.startFrame]))
  const cut = latestSequence(context.library.db, project.id)?.sequence
  const pinned = cut ? pinnedSeams(cut) : new Set()
  return ({ from, to }) => {
    const frame = startOf.get(to)
    return (frame !== undefined && starts.has(frame)) || pinned.has(`${from} ${to}`)
  }
}

/** The seam between two shots that follow each other. Throws StudioError treatment/no-shot. */
export function demandSeam(context: DeskContext, projectId: ProjectId, { from, to }: Seam): BoundSeam {
  const { db } = context.library
  const shots = listShots(db, projectId)
  demandShots(shots, [from, to])
  const found = seamsOf(db, projectId, shots).find(seam => seam.from === from && seam.to === to)
  return found ?? { from, to, binding: 'open' }
}
