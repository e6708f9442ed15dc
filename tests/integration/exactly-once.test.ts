import { expect, test } from 'vitest'
import { proveExactlyOnce } from '../support/outbox-trial/prove-exactly-once.ts'

test(
  'Q6 Q10 Q13 Q14 thirty requests, faults by chance and kill -9: both sides have the same books',
  { timeout: 120_000 },
  async () => {
    const seed = Date.now() % 1_000_000
    process.stdout.write(`seed ${seed}\n`)
    const { kills } = await proveExactlyOnce({ requestCount: 30, killEveryMs: 700, seed })
    expect(kills).toBeGreaterThan(0)
  },
)
