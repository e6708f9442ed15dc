import { expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { ticks } from '#model/time.ts'
import { madeShots } from './describe-made.ts'
import { songOf } from './song-of.ts'

function clip(id: string, shotId: string | null, source: Clip['source'] = { kind: 'missing' }): Clip {
  const speed = { numerator: 1, denominator: 1 }
  const ids = { id: id as ItemId, shotId: shotId as ShotId | null }
  return { kind: 'clip', ...ids, source, frameCount: 24, sourceStartTicks: ticks(0), speed }
}

const take: Clip['source'] = { kind: 'take', takeId: 't' as TakeId, mediaId: 'm' as MediaId }
const sequence: Sequence = {
  id: 's' as SequenceId,
  projectId: 'p' as ProjectId,
  name: 'Cut',
  rate: { numerator: 24, denominator: 1 },
  width: 160,
  height: 90,
  film: { headFrames: 0, songFrames: 72, tailFrames: 0 },
  tracks: [
    { kind: 'picture', name: 'V1', items: [clip('1', 'kept'), clip('2', null, take), clip('3', 'gone')] },
    { kind: 'sound', name: 'A1', items: [clip('4', null, { kind: 'song', mediaId: 'song' as MediaId })] },
  ],
  markers: [],
  anchorFrames: [],
  fadeInFrames: 0,
  fadeOutFrames: 0,
}

test('every clip of the cut is told, also one that belongs to no shot', () => {
  const shots = [{ id: 'kept', position: 4, written: { prompt: 'A tunnel' } }] as unknown as Shot[]
  const made = madeShots(sequence, shots, { byId: () => undefined })
  expect(made.map(({ shot, prompt, startFrame, endFrame }) => [shot, prompt, startFrame, endFrame])).toEqual([
    [5, 'A tunnel', 0, 24],
    [null, '', 24, 48],
    [null, '', 48, 72],
  ])
})

test('the song is the one that the cut plays', () => {
  expect(songOf(sequence)).toBe('song')
  expect(songOf({ ...sequence, tracks: sequence.tracks.slice(0, 1) })).toBeNull()
})
