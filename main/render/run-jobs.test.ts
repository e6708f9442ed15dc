import { describe, expect, test } from 'vitest'
import { jobCount, runJobs, type Job } from './run-jobs.ts'

const GB = 1024 ** 3
const FULL_HD = { width: 1920, height: 1080 }

test('jobs follow cores and memory', () => {
  expect(jobCount({ cores: 2, memoryBytes: 8 * GB }, FULL_HD)).toBe(2)
  expect(jobCount({ cores: 32, memoryBytes: 64 * GB }, FULL_HD)).toBe(8)
  expect(jobCount({ cores: 8, memoryBytes: 4 * GB }, FULL_HD)).toBe(3)
  expect(jobCount({ cores: 8, memoryBytes: 8 * GB }, { width: 3840, height: 2160 })).toBe(1)
  expect(jobCount({ cores: 4, memoryBytes: 0.2 * GB }, { width: 320, height: 180 })).toBe(1)
})

describe('runJobs', () => {
  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

  test('runs so many at a time, in their order', async () => {
    const begun: number[] = []
    let [now, most] = [0, 0]
    const jobs = Array.from({ length: 7 }, (_, index): Job => async () => {
      begun.push(index)
      now += 1
      most = Math.max(most, now)
      await turn()
      now -= 1
    })
    await runJobs(jobs, 3, undefined)
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(most).toBe(3)
  })

  test('the first failure ends the others, and is told when none runs any more', async () => {
    const boom = new Error('boom')
    const ended: string[] = []
    const fails: Job = async () => {
      await turn()
      throw boom
    }
    const waits: Job = signal =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          ended.push('waits')
          reject(new Error('ended by the other'))
        })
      })
    const never: Job = async () => {
      ended.push('never')
    }
    await expect(runJobs([fails, waits, never], 2, undefined)).rejects.toBe(boom)
    expect(ended).toEqual(['waits'])
  })

  test("the caller's stop is told with its own reason", async () => {
    const controller = new AbortController()
    const reason = new Error('stopped')
    const stops: Job = async () => controller.abort(reason)
    const begun: string[] = []
    const later: Job = async () => {
      begun.push('later')
    }
    await expect(runJobs([stops, later], 1, controller.signal)).rejects.toBe(reason)
    expect(begun).toEqual([])
  })
})
