import { expect, test } from 'vitest'
import type { MediaId } from '#model/ids.ts'
import { ticks, TICKS_PER_SECOND as SECOND } from '#model/time.ts'
import { soundsOf } from './film-sounds.ts'

test('a sound keeps its place, gain and fades, also where the plan begins inside it', () => {
  const effect = {
    mediaId: 'door' as MediaId,
    startTicks: ticks(SECOND),
    leadFrames: 0,
    frames: 36,
    skipFrames: 12,
    clipFrames: 48,
    gainDecibels: -20,
    fadeInFrames: 6,
    fadeOutFrames: 12,
  }
  const rate = { numerator: 24, denominator: 1 }
  expect(soundsOf({ effects: [effect], span: { startFrame: 24, endFrame: 240 }, rate })).toEqual([
    {
      url: '/song/door',
      startTicks: SECOND / 2,
      endTicks: 2.5 * SECOND,
      sourceStartTicks: SECOND,
      gain: 0.1,
      fadeInTicks: SECOND / 4,
      fadeOutTicks: SECOND / 2,
    },
  ])
})
