import { expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import type { Clip, Sequence, TrackItem } from '#model/sequence.ts'
import { ticks, TICKS_PER_SECOND as SECOND } from '#model/time.ts'
import { frameAtTicks, previewFrame, runsOf } from './preview.ts'

const FRAME = SECOND / 24

function clip(name: string, frameCount: number, change: Partial<Clip> = {}): Clip {
  return {
    kind: 'clip',
    id: `item ${name}` as ItemId,
    shotId: name as ShotId,
    source: { kind: 'take', takeId: name as TakeId, mediaId: name as MediaId },
    frameCount,
    sourceStartTicks: ticks(SECOND),
    speed: { numerator: 1, denominator: 1 },
    ...change,
  }
}

function sequence(items: readonly TrackItem[], change: Partial<Sequence> = {}): Sequence {
  const frames = items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
  return {
    id: 's' as SequenceId,
    projectId: 'p' as ProjectId,
    name: 'Cut 1',
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
    film: { headFrames: 0, songFrames: frames, tailFrames: 0 },
    tracks: [{ kind: 'picture', name: 'V1', items }],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...change,
  }
}

const transition = (style: 'dissolve' | 'dip', inFrames: number, outFrames: number): TrackItem => ({
  kind: 'transition',
  id: style as ItemId,
  style,
  inFrames,
  outFrames,
})

test('knows the frame of an instant at every rate, also of its first and last tick', () => {
  expect(
    [0, FRAME - 1, FRAME, 24 * 3600 * FRAME].map(at => frameAtTicks(at, { numerator: 24, denominator: 1 })),
  ).toEqual([0, 0, 1, 86_400])
  const ntsc = { numerator: 24_000, denominator: 1001 }
  const perFrame = (SECOND * 1001) / 24_000
  for (const frame of [1, 999, 100_000]) {
    expect(frameAtTicks(frame * perFrame, ntsc)).toBe(frame)
    expect(frameAtTicks(frame * perFrame - 1, ntsc)).toBe(frame - 1)
  }
})

test('shows each frame past its middle, as fast as the clip plays', () => {
  const plan = planRender(sequence([clip('a', 10), clip('b', 10, { speed: { numerator: 2, denominator: 1 } })]))
  const at = (frame: number) => previewFrame(plan, frame).layers[0]!.picture
  expect(at(3)).toEqual({ kind: 'take', mediaId: 'a', atTicks: SECOND + Math.round(3.53 * FRAME) })
  expect(at(12)).toEqual({ kind: 'take', mediaId: 'b', atTicks: SECOND + Math.round(2.53 * 2 * FRAME) })
})

test('lets one picture through the other in a dissolve, and takes the light away in fades and dips', () => {
  const dissolve = planRender(sequence([clip('a', 10), transition('dissolve', 2, 2), clip('b', 10)]))
  expect(previewFrame(dissolve, 9).layers).toEqual([
    { picture: { kind: 'take', mediaId: 'a', atTicks: SECOND + Math.round(9.53 * FRAME) }, share: 1 },
    { picture: { kind: 'take', mediaId: 'b', atTicks: SECOND + Math.round(-0.47 * FRAME) }, share: 1.5 / 4 },
  ])
  const dip = planRender(sequence([clip('a', 10), transition('dip', 4, 4), clip('b', 10)], { fadeInFrames: 2 }))
  expect([0, 1, 2, 6, 9, 10, 13, 14].map(frame => previewFrame(dip, frame).light)).toEqual([
    0, 0.5, 1, 0.75, 0, 0, 0.75, 1,
  ])
})

test('pushes into a still, and stands black where there is nothing', () => {
  const still = clip('x', 48, { source: { kind: 'still', mediaId: 'x' as MediaId }, sourceStartTicks: ticks(0) })
  const plan = planRender(sequence([still, { kind: 'gap', id: 'g' as ItemId, frameCount: 10 }]))
  const scales = [0, 24, 47].map(frame => {
    const { picture } = previewFrame(plan, frame).layers[0]!
    return picture.kind === 'still' ? picture.scale : 0
  })
  expect(scales[0]).toBeCloseTo(1.02, 5)
  expect(scales.toSorted((a, b) => a - b)).toEqual(scales)
  for (const frame of [50, 1000, -1])
    expect(previewFrame(plan, frame).layers[0]!.picture).toEqual({ kind: 'card', caption: null })
})

test('a card carries its words, and a picture only when they are wanted', () => {
  const items = [clip('a', 10), clip('b', 10, { source: { kind: 'missing' } })]
  const captions = new Map([
    ['a' as ShotId, { number: 1, text: 'first' }],
    ['b' as ShotId, { number: 2, text: 'second' }],
  ])
  const quiet = planRender(sequence(items), { captions })
  expect([previewFrame(quiet, 0).caption, previewFrame(quiet, 12).layers[0]!.picture]).toEqual([
    null,
    { kind: 'card', caption: { number: 2, text: 'second' } },
  ])
  const shown = planRender(sequence(items), { captions, areCaptionsShown: true })
  expect(previewFrame(shown, 0).caption).toEqual({ number: 1, text: 'first' })
})

test('one run for a clip with its dissolves and the parts of a long one, another for the next use of the take', () => {
  const long = clip('a', 24 * 50)
  const plan = planRender(sequence([long, transition('dissolve', 6, 6), clip('b', 48), clip('a', 24)]))
  expect(plan.pieces.length).toBeGreaterThan(5)
  const runs = runsOf(plan).map(({ mediaId, startFrame, endFrame, originTicks }) => [
    mediaId,
    startFrame,
    endFrame,
    originTicks,
  ])
  expect(runs).toEqual([
    ['a', 0, 1206, SECOND],
    ['b', 1194, 1248, SECOND - 1200 * FRAME],
    ['a', 1248, 1272, SECOND - 1248 * FRAME],
  ])
})

test('two clips that go on without a jump are one run', () => {
  const second = clip('a', 12, { sourceStartTicks: ticks(SECOND + 12 * FRAME) })
  expect(runsOf(planRender(sequence([clip('a', 12), second]))).map(run => [run.startFrame, run.endFrame])).toEqual([
    [0, 24],
  ])
})
