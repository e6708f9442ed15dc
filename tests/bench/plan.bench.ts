import { expect, test } from 'vitest'
import { parseTreatment } from '#main/treatment/parse/parse-treatment.ts'
import { planShots } from '#model/plan/plan-shots.ts'
import type { PlanRequest } from '#model/plan/plan.ts'
import { FILM_RATE, filmOf, madeUpSong, shotsNumbered } from '#model/plan/testing/made-up-song.ts'
import { ticksFromSeconds } from '#model/time.ts'

function planRequest(bpm: number, seconds: number, shotCount: number): PlanRequest {
  return {
    analysis: madeUpSong({ bpm, seconds }),
    rate: FILM_RATE,
    film: filmOf(seconds, FILM_RATE),
    shots: shotsNumbered(shotCount, 30),
    handleTicks: ticksFromSeconds(0.5),
    seed: 7,
  }
}

const [usual, large] = [planRequest(97, 242, 55), planRequest(180, 600, 500)]
const lines = Array.from({ length: 10_000 }, (_, index) => `- a tunnel of light, number ${index}`).join('\n')

test('P15 plans and long treatments', async ({ bench }) => {
  const planned = await bench('55 shots over four minutes', () => planShots(usual)).run({ iterations: 10, time: 200 })
  expect(planned.latency.p50).toBeLessThan(50)
  const many = await bench('500 shots over ten minutes', () => planShots(large)).run({ iterations: 5, time: 200 })
  expect(many.latency.p50).toBeLessThan(1000)
  const paced = { ...planRequest(120, 242, 200), pacing: 60 }
  const redrawn = await bench('200 shots while the pacing slider moves', () => planShots(paced)).run({
    iterations: 10,
    time: 200,
  })
  expect(redrawn.latency.p50).toBeLessThan(50)
  const read = await bench('a treatment of 10,000 lines is read', () => {
    expect(parseTreatment(lines, 'markdown').shots).toHaveLength(10_000)
  }).run({ iterations: 5, time: 200 })
  expect(read.latency.p50).toBeLessThan(500)
})
