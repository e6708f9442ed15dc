import { performance } from 'node:perf_hooks'
import { setImmediate as breathe } from 'node:timers/promises'
import type { WritableDb } from '#main/db/open.ts'

const SLICE_MS = 12

/**
 * Does long work in transactions of a few milliseconds, between which windows are answered; `work` yields wherever it may pause. What
 * a stop in between leaves must be known for unfinished by its rows.
 */
export async function inSlices<Result>(db: WritableDb, work: Generator<void, Result, void>): Promise<Result> {
  for (;;) {
    const step = db.transaction(() => {
      const untilMs = performance.now() + SLICE_MS
      let next = work.next()
      while (next.done !== true && performance.now() < untilMs) next = work.next()
      return next
    })
    if (step.done === true) return step.value
    await breathe()
  }
}
