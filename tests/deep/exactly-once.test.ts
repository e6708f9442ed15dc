import { expect, test } from 'vitest'
import { proveExactlyOnce } from '../support/outbox-trial/prove-exactly-once.ts'

test('Q6 Q10 Q13 Q14 three hundred requests over five services, faults by chance and kill -9 again and again', async () => {
  const seed = Date.now() % 1_000_000
  process.stdout.write(`seed ${seed}\n`)
  const { kills } = await proveExactlyOnce({ requestCount: 300, killEveryMs: 1_000, seed })
  expect(kills).toBeGreaterThan(3)
  process.stdout.write(`${kills} kills\n`)
})
