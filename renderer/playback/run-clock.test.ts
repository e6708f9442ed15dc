import { expect, test } from 'vitest'
import { TICKS_PER_SECOND as SECOND } from '#model/time.ts'
import type { Run } from './preview.ts'
import { correctionOf, runsNear, sourceSeconds } from './run-clock.ts'

const run = (name: string, startFrame: number, endFrame: number, change: Partial<Run> = {}): Run => ({
  key: name,
  mediaId: name,
  startFrame,
  endFrame,
  originTicks: 0,
  speed: 1,
  ...change,
})

test('knows where a source should be', () => {
  expect(sourceSeconds(run('a', 0, 9, { originTicks: -10 * SECOND, speed: 2 }), 6 * SECOND)).toBe(2)
})

const video = (seconds: number) => ({ seconds, durationSeconds: 5, frameSeconds: 1 / 24 })

test('holds the first picture before the source and the last after it', () => {
  expect(correctionOf(-0.5, video(1), 1)).toEqual({ kind: 'hold', seconds: 0 })
  expect(correctionOf(5.4, video(5), 1)).toEqual({ kind: 'hold', seconds: 5 - 1 / 48 })
})

test('lets run what is right, hurries or slows what is a little off, and puts right what is far', () => {
  expect(correctionOf(2, video(2.01), 1)).toEqual({ kind: 'play', rate: 1 })
  expect(correctionOf(2, video(1.95), 1)).toEqual({ kind: 'play', rate: 1.1 })
  expect(correctionOf(2, video(2.15), 1.5)).toEqual({ kind: 'play', rate: 1.5 * 0.88 })
  expect(correctionOf(2, video(2.5), 1)).toEqual({ kind: 'jump', seconds: 2, rate: 1 })
})

test('prepares what comes next, as many as there are videos for', () => {
  const runs = [run('a', 0, 20), run('b', 10, 40), run('c', 40, 50), run('d', 50, 60), run('e', 200, 300)]
  const near = (frame: number, most = 9) => runsNear(runs, frame, 45, most).map(({ key }) => key)
  expect(near(12)).toEqual(['a', 'b', 'c', 'd'])
  expect(near(12, 3)).toEqual(['a', 'b', 'c'])
  expect(near(100)).toEqual([])
})

test('before the end of a loop it prepares its beginning, and nothing that lies after it', () => {
  const runs = [run('a', 0, 20), run('b', 20, 40), run('c', 40, 60)]
  const loop = { startFrame: 5, endFrame: 40 }
  expect(runsNear(runs, 30, 24, 9, loop).map(({ key }) => key)).toEqual(['b', 'a'])
  expect(runsNear(runs, 45, 24, 9, loop).map(({ key }) => key)).toEqual(['c'])
})
