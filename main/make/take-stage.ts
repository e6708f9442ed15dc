import { performance } from 'node:perf_hooks'
import type { ShotId } from '#model/ids.ts'
import { takeSeed } from '#model/seed.ts'
import type { Shot } from '#model/shot.ts'
import type { Lease } from '#main/library/lease.ts'
import { ask, decide } from '#main/outbox/store.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import type { Provider } from '#main/providers/port.ts'
import { listTakes, nextTakeNumber, type ListedTake } from '#main/takes/store.ts'
import type { MakeContext, RunOptions } from './context.ts'
import type { LaidOutFilm } from './lay-out.ts'
import { isCurrent, neededTakes, takesOf, type ShotSpec } from './needed-takes.ts'
import type { StageCount } from './stage-clock.ts'

export type TakeStage = {
  readonly film: LaidOutFilm
  readonly specs: ReadonlyMap<ShotId, ShotSpec>
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
  const asked = library.db.transaction(() => askForMissing(context, stage))
  const ffmpeg = await context.ffmpeg()
  const startMs = performance.now()
  const settled = await runOutbox({
    library,
    lease,
    ffmpeg,
    providers: stage.providers,
    signal: run.signal,
    projectId: film.project.id,
    onEvent: ({ tally }) => {
      const passedSeconds = (performance.now() - startMs) / 1000
      const secondsLeft = tally.fraction > 0.02 ? (passedSeconds * (1 - tally.fraction)) / tally.fraction : null
      run.onProgress({ stage: 'takes', done: tally.settled, total: tally.total, unit: 'takes', secondsLeft })
    },
  })
  const made = settled.filter(request => request.state === 'ready').length
  const numberOf = new Map(film.shots.map(shot => [shot.id, shot.position + 1]))
  const warnings = settled.flatMap(request =>
    request.state === 'failed' || request.state === 'refused' || request.state === 'uncertain'
      ? [`Shot ${numberOf.get(request.shotId ?? ('' as ShotId))}: ${request.failure?.message ?? request.state}`]
      : [],
  )
  return { made, reused: Math.max(0, film.shots.length * stage.takesPerShot - asked), warnings }
}

/** How many takes had to be asked for. */
function askForMissing(context: MakeContext, { film, specs, takesPerShot }: TakeStage): number {
  const { db } = context.library
  const takes = listTakes(db, film.project.id)
  dropUnwanted(context, film, specs, takes)
  let asked = 0
  for (const shot of film.shots) {
    const spec = specs.get(shot.id)!
    const need = neededTakes(shot, takesOf(takes, shot), spec, film.project.rate, takesPerShot)
    for (const { take } of need.toAskAgain) if (take.requestId) decide(db, take.requestId, 'queued')
    for (let count = 0; count < need.toAsk; count += 1) askFor(context, film, shot, spec)
    asked += need.toAsk + need.toAskAgain.length
  }
  return asked
}

function askFor(context: MakeContext, film: LaidOutFilm, shot: Shot, spec: ShotSpec): void {
  const { db } = context.library
  const { id: projectId, seed } = film.project
  if (shot.askTicks === null) throw new Error(`shot ${shot.serial} has no ask yet`)
  const number = nextTakeNumber(db, projectId, shot.id)
  ask(db, {
    projectId,
    shotId: shot.id,
    number,
    spec: { ...spec, askTicks: shot.askTicks, seed: takeSeed(seed, shot.serial, number) },
  })
}

/** Cancels requests that were never sent and whose shot has gone, or has other words by now. */
function dropUnwanted(
  context: MakeContext,
  film: LaidOutFilm,
  specs: ReadonlyMap<ShotId, ShotSpec>,
  takes: readonly ListedTake[],
): void {
  const living = new Set(film.shots.map(shot => shot.id))
  for (const listed of takes) {
    const { take, request } = listed
    if (request?.state !== 'queued' || take.shotIds.length === 0 || !take.requestId) continue
    const isWanted = take.shotIds.some(id => living.has(id) && isCurrent(listed, specs.get(id)!))
    if (!isWanted) decide(context.library.db, take.requestId, 'cancelled')
  }
}
