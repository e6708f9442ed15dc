import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { listTakes, type ListedTake } from '#main/takes/store.ts'
import type { MakeContext } from './context.ts'
import type { CoveredFrames } from './lay-out.ts'
import { coveredFrames } from './needed-takes.ts'

/** The longest usable take of each shot that has one: a new plan keeps within it where it can. Rejected ones are not. */
export function takeLengths(
  context: Pick<MakeContext, 'library'>,
  project: Pick<Project, 'id' | 'rate'>,
  shots: readonly Shot[],
  isUsable: (shot: Shot, take: ListedTake) => boolean,
): CoveredFrames {
  const shotOf = new Map(shots.map(shot => [shot.id, shot]))
  const longest = new Map<Shot['serial'], number>()
  for (const listed of listTakes(context.library.db, project.id)) {
    if (!listed.take.media || listed.take.judgement === 'rejected') continue
    const frames = coveredFrames(listed.take, project.rate)
    for (const shotId of listed.take.shotIds) {
      const shot = shotOf.get(shotId)
      if (shot && isUsable(shot, listed)) longest.set(shot.serial, Math.max(frames, longest.get(shot.serial) ?? 0))
    }
  }
  return longest
}
