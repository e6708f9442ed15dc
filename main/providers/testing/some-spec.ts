import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'

/** What is asked for in tests of what is sent: five seconds of a river, but for what is said otherwise. */
export function someSpec(changed: Partial<RequestSpec> = {}): RequestSpec {
  return {
    ...{ provider: 'service', model: 'model', modelVersion: 1, prompt: 'a river', style: '', negative: '' },
    ...{ cameraMove: 'slow push in', seed: 7, width: 1280, height: 720, rate: { numerator: 24, denominator: 1 } },
    ...{ askTicks: ticksFromSeconds(5), firstFrame: null, lastFrame: null },
    ...changed,
  }
}
