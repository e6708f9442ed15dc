import type { Candidate } from '#model/assemble/choose-take.ts'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import { isSettled } from '#model/request.ts'
import type { Take } from '#model/take.ts'
import { framesCovering } from '#model/time.ts'
import type { ListedTake } from '#main/takes/store.ts'
import type { LaidOutFilm } from './lay-out.ts'
import { isCurrent, neededTakes, takesOf, type ShotSpec } from './needed-takes.ts'

/** For every shot that a take would be made for, that take as it would come. */
export function takesToCome(
  { project, shots }: Pick<LaidOutFilm, 'project' | 'shots'>,
  takes: readonly ListedTake[],
  specs: ReadonlyMap<ShotId, readonly ShotSpec[]>,
  takesPerShot: number,
): Candidate[] {
  const { id: projectId, rate } = project
  return shots.flatMap(shot => {
    const own = takesOf(takes, shot)
    const spec = specs.get(shot.id)!.find(each => {
      const { toAsk, toAskAgain } = neededTakes(shot, own, each, rate, takesPerShot)
      const isOnItsWay = own.some(
        listed => listed.request && !isSettled(listed.request.state) && isCurrent(listed, each),
      )
      return toAsk + toAskAgain.length > 0 || isOnItsWay
    })
    if (!spec) return []
    if (shot.askTicks === null) throw new Error(`shot ${shot.serial} has no ask yet`)
    const durationTicks = shot.askTicks
    const facts = { width: spec.width, height: spec.height, rate, frameCount: framesCovering(durationTicks, rate) }
    const take: Take = {
      id: `to come for ${shot.id}` as TakeId,
      projectId,
      shotIds: [shot.id],
      number: Infinity,
      media: { id: 'to come' as MediaId, facts: { ...facts, durationTicks } },
      requestId: null,
      judgement: 'unseen',
      stars: 0,
      createdAtMs: Infinity,
    }
    return [{ take, isCurrent: true }]
  })
}
