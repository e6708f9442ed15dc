import { performance } from 'node:perf_hooks'
import type { ShotId } from '#model/ids.ts'
import { isSettled } from '#model/request.ts'
import type { Lease } from '#main/library/lease.ts'
import { decide } from '#main/outbox/store.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { countWaiting } from '#main/outbox/waiting.ts'
import type { Provider } from '#main/providers/port.ts'
import { listTakes, type ListedTake } from '#main/takes/store.ts'
import { askForTake } from './ask-for-take.ts'
import { isHandedStill } from './hand-on/handed-now.ts'
import { releaseWaiting } from './hand-on/release-waiting.ts'
import type { MakeContext, RunOptions } from './context.ts'
import type { LaidOutFilm } from './lay-out.ts'
import { neededTakes, takesOf, wouldServe, type ShotSpec } from './needed-takes.ts'
import type { StageCount } from './stage-clock.ts'

export type TakeStage = {
  readonly film: LaidOutFilm
  /** One for each variation of a shot. */
  readonly specs: ReadonlyMap<ShotId, readonly ShotSpec[]>
  /** Of each variation. */
  readonly takesPerShot: number
  readonly lease: Lease
  readonly providers: readonly Provider[]
}

/** Asks for what is missing, drops what nobody wants any more, and waits until every request is settled. */
export async function makeTakes(
  context: MakeContext,
  stage: TakeStage,
  run: RunOptions,
): Promise<StageCount & { warnings: string[] }> {
  const { library } = context
  const { film, lease } = stage
  const { reused, unsettled } = lease.guarded(() => askForMissing(context, stage))
  const ffmpeg = await context.ffmpeg()
  await releaseWaiting(context, { lease, signal: run.signal })
  const startMs = performance.now()
  const settled = await runOutbox({
    library,
    lease,
    ffmpeg,
    providers: stage.providers,
    signal: run.signal,
    projectId: film.project.id,
    isHandedStill: request => isHandedStill(context, request),
    onEvent: ({ tally }) => {
      const passedSeconds = (performance.now() - startMs) / 1000
      const secondsLeft = tally.fraction > 0.02 ? (passedSeconds * (1 - tally.fraction)) / tally.fraction : null
      run.onProgress({ stage: 'takes', done: tally.settled, total: tally.total, unit: 'takes', secondsLeft })
    },
  })
  const made = settled.filter(request => request.state === 'ready').length
  const numberOf = new Map(film.shots.map(shot => [shot.id, shot.position + 1]))
  const warnings = settled.flatMap(({ shotId, state, failure }) => {
    const number = shotId && numberOf.get(shotId)
    const isTold = state === 'failed' || state === 'refused' || state === 'uncertain'
    return isTold && number ? [`Shot ${number}: ${failure?.message ?? state}`] : []
  })
  return { made, reused, warnings: [...unsettled, ...warnings, ...stillWaiting(context, film)] }
}

/** A sentence for each shot whose takes wait for a picture of a neighbour. */
function stillWaiting({ library: { db } }: MakeContext, { project, shots }: LaidOutFilm): string[] {
  const counts = countWaiting(db, project.id)
  return shots.flatMap(({ id, position }) => {
    const count = counts.get(id)
    if (count === undefined) return []
    const wait = count === 1 ? 'a take waits' : `${count} takes wait`
    return [`Shot ${position + 1}: ${wait} until a take of the shot it is bound to is circled.`]
  })
}

/** Asks; returns how many takes were there already, and a sentence for each request of an earlier run that a person has to settle. */
function askForMissing(context: MakeContext, stage: TakeStage): { reused: number; unsettled: string[] } {
  const { film, specs, takesPerShot } = stage
  const { db } = context.library
  const takes = listTakes(db, film.project.id)
  dropUnwanted(context, stage, takes)
  let reused = 0
  const unsettled: string[] = []
  for (const { shot, spec } of film.shots.flatMap(shot => specs.get(shot.id)!.map(spec => ({ shot, spec })))) {
    const need = neededTakes(shot, takesOf(takes, shot), spec, film.project.rate, takesPerShot)
    for (const { take } of need.toAskAgain) if (take.requestId) decide(db, take.requestId, 'again')
    for (let count = 0; count < need.toAsk; count += 1) askForTake(context, film.project, shot, spec)
    reused += need.readyCount
    for (const { request } of need.unsettled) {
      unsettled.push(
        request?.state === 'refused'
          ? `Shot ${shot.position + 1}: the service has refused its prompt. Change the words to ask again.`
          : `Shot ${shot.position + 1}: its request may or may not have arrived. Look at the service before asking again.`,
      )
    }
  }
  return { reused, unsettled }
}

/**
 * Cancels requests whose shot has gone, has other words, or a longer place by now: those never sent, and those under way
 * with a provider to whom asking again costs nothing.
 */
function dropUnwanted(context: MakeContext, stage: TakeStage, takes: readonly ListedTake[]): void {
  const { film, specs, providers } = stage
  const shots = new Map(film.shots.map(shot => [shot.id, shot]))
  const isFree = new Map(providers.map(provider => [provider.id, provider.isCreateIdempotent]))
  for (const listed of takes) {
    const { take, request } = listed
    if (!request || !take.requestId || isSettled(request.state) || take.shotIds.length === 0) continue
    if (request.state !== 'queued' && !isFree.get(request.spec.provider)) continue
    const isWanted = take.shotIds.some(id => {
      const shot = shots.get(id)
      return shot && specs.get(id)!.some(spec => wouldServe(listed, shot, spec, film.project.rate))
    })
    if (!isWanted) decide(context.library.db, take.requestId, 'cancelled')
  }
}
