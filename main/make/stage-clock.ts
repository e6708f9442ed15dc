import { performance } from 'node:perf_hooks'
import type { StageName, StageReport } from '#main/progress.ts'

/** What a step made new and what it found done. */
export type StageCount = { readonly made: number; readonly reused: number }

/** Times the steps of one run. */
export type StageClock = {
  /** Does a step; its result says what it made and what it reused. */
  run<Result extends StageCount>(name: StageName, work: () => Promise<Result>): Promise<Result>
  readonly reports: readonly StageReport[]
}

export function createStageClock(): StageClock {
  const reports: StageReport[] = []
  return {
    async run(name, work) {
      const startMs = performance.now()
      const result = await work()
      const seconds = Math.round(performance.now() - startMs) / 1000
      reports.push({ name, seconds, made: result.made, reused: result.reused })
      return result
    },
    reports,
  }
}
