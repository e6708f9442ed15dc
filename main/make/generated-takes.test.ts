import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { importTake } from '#main/takes/store.ts'
import type { ItemId, MediaId, SequenceId, TakeId } from '#model/ids.ts'
import type { Sequence, TrackItem } from '#model/sequence.ts'
import { ticks } from '#model/time.ts'
import { hasGeneratedTake } from './generated-takes.ts'

let world: OutboxWorld
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

function showing(takeIds: readonly TakeId[]): Sequence {
  const items = takeIds.map((takeId): TrackItem => ({
    kind: 'clip',
    id: takeId as string as ItemId,
    shotId: null,
    source: { kind: 'take', takeId, mediaId: 'any' as MediaId },
    frameCount: 12,
    sourceStartTicks: ticks(0),
    speed: { numerator: 1, denominator: 1 },
  }))
  return {
    id: 'cut' as SequenceId,
    projectId: world.projectId,
    name: 'cut',
    rate: { numerator: 24, denominator: 1 },
    width: 64,
    height: 36,
    film: { headFrames: 0, songFrames: 12 * items.length, tailFrames: 0 },
    tracks: [{ kind: 'picture', name: 'V1', items }],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
  }
}

test('a film of clips that a person brought is not generated, one that was asked for makes it so', async () => {
  const { library, projectId, shotId, sampleClip } = world
  const file = await library.media.stageFile(sampleClip, 'take')
  const brought = importTake(library.db, library.media, { projectId, shotIds: [shotId], file, prompt: '' })
  const { takeId: asked } = world.askFor('a bubble pops')
  expect(hasGeneratedTake(library.db, showing([]))).toBe(false)
  expect(hasGeneratedTake(library.db, showing([brought, brought]))).toBe(false)
  expect(hasGeneratedTake(library.db, showing([brought, asked]))).toBe(true)
})
