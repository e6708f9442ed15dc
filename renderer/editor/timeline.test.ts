import { expect, test } from 'vitest'
import { cut, id, clip } from '#model/edit/testing/some-cut.ts'
import type { Sequence } from '#model/sequence.ts'
import { dragFrom } from './drag.ts'
import { attributeEdits, copyOf, pasteEdits } from './copied-clips.ts'
import { hitTest, type Hit } from './hit-test.ts'
import { clipsIn } from './marquee.ts'
import { clipAt, clipById, cutFrames, itemById } from './placed-clips.ts'
import { rowsOf } from './rows.ts'
import { snapDelta, snapPointsOf, withoutOwn } from './snap-points.ts'
import { cutOfPoint, nextTrimPoint, trimPointEdit } from './trim-point.ts'
import { frameNear, frameUnder, scaleOfShare, viewSpan, xOf, zoomedAt, zoomShare } from './view-span.ts'

const SEQUENCE = cut('a40 b60 .20 c80', { markers: [{ frame: 100, label: 'here' }] })
/** Four points a frame, from the film's start. */
const SPAN = { leftFrame: 0, pointsPerFrame: 4, width: 1000, filmFrames: 200 }
const ROWS = rowsOf(SEQUENCE, 400)

function at(frame: number, kind: 'ruler' | 'picture' | 'song' = 'picture', dx = 0): Hit {
  const row = ROWS.find(candidate => candidate.kind === kind)!
  return hitTest({ x: frame * 4 + dx, y: row.y + row.height / 2 }, SEQUENCE, ROWS, SPAN, SEQUENCE.markers)
}

test('a view is never wider than the film nor narrower than a few frames, and zooms about a point', () => {
  expect(viewSpan({ leftFrame: 50, pointsPerFrame: null }, 1024, 1000)).toMatchObject({
    leftFrame: 0,
    pointsPerFrame: 1,
  })
  expect(viewSpan({ leftFrame: 950, pointsPerFrame: 10 }, 1024, 1000).leftFrame).toBe(900)
  expect(viewSpan({ leftFrame: 0, pointsPerFrame: 999 }, 1024, 1000).pointsPerFrame).toBe(60)
  const zoomed = zoomedAt(SPAN, 400, 2)
  expect(xOf({ ...SPAN, ...zoomed }, 100)).toBe(400)
  expect([frameNear(SPAN, 403), frameUnder(SPAN, 403)]).toEqual([101, 100])
  expect(scaleOfShare(SPAN, zoomShare({ ...SPAN, pointsPerFrame: 20 }))).toBeCloseTo(20, 0)
})

test('what is under the pointer', () => {
  expect(at(20)).toMatchObject({ kind: 'clip', clip: { item: { id: 'a' } } })
  expect(at(40, 'picture', 2)).toMatchObject({ kind: 'cut', after: { item: { id: 'b' } }, isLeft: false })
  expect(at(40, 'picture', -2)).toMatchObject({ kind: 'cut', before: { item: { id: 'a' } }, isLeft: true })
  expect(at(100, 'picture', 2)).toMatchObject({ kind: 'edge', edge: 'end', clip: { item: { id: 'b' } } })
  expect(at(120, 'picture', -2)).toMatchObject({ kind: 'edge', edge: 'start', clip: { item: { id: 'c' } } })
  expect(at(110)).toMatchObject({ kind: 'gap' })
  expect(at(10, 'ruler')).toEqual({ kind: 'time' })
  expect(at(100, 'ruler', 3)).toMatchObject({ kind: 'marker' })
  expect(at(10, 'song').kind).toBe('empty')
})

test('the rows fit into little room, and leave none unused where there is much', () => {
  expect(ROWS.map(({ kind }) => kind)).toEqual(['sections', 'ruler', 'plan', 'picture', 'song', 'sound', 'sound'])
  for (const height of [218, 300, 400]) {
    const last = rowsOf(SEQUENCE, height).at(-1)!
    expect(last.y + last.height).toBeLessThanOrEqual(height)
  }
})

test('each tool begins its own gesture', () => {
  const begin = (tool: Parameters<typeof dragFrom>[0]['tool'], hit: Hit, selection: string[] = []) =>
    dragFrom({ tool, hit, sequence: SEQUENCE, selection: new Set(selection.map(id)) })?.edits(5, 'V1')
  const atCut = at(40, 'picture', 2)
  expect(begin('select', atCut)).toEqual([{ kind: 'trim', itemId: 'b', edge: 'start', frame: 45, mode: 'overwrite' }])
  expect(begin('ripple', at(40, 'picture', -2))).toMatchObject([
    { itemId: 'a', edge: 'end', frame: 45, mode: 'ripple' },
  ])
  expect(begin('roll', atCut)).toEqual([{ kind: 'roll', itemId: 'b', frame: 45 }])
  expect(begin('rate', at(100, 'picture', 2))).toEqual([{ kind: 'stretch', itemId: 'b', edge: 'end', frame: 105 }])
  expect(begin('slip', at(20))).toEqual([{ kind: 'slip', itemId: 'a', frames: -5 }])
  expect(begin('slide', at(60))).toEqual([{ kind: 'slide', itemId: 'b', frames: 5 }])
  expect(begin('select', at(20))).toMatchObject([{ kind: 'move', itemIds: ['a'], frames: 5 }])
  expect(begin('select', at(20), ['a', 'c'])).toMatchObject([{ kind: 'move', itemIds: ['a', 'c'] }])
  expect(begin('select', at(100, 'ruler'))).toEqual([
    { kind: 'change-marker', marker: { frame: 100, label: 'here' }, to: { frame: 105, label: 'here' } },
  ])
  for (const tool of ['razor', 'hand', 'zoom'] as const) expect(begin(tool, at(20))).toBeUndefined()
})

test('a sound goes to the track under the pointer', () => {
  const sound = { ...clip('s', 10), source: { kind: 'sound', mediaId: 'm' } } as never
  const withSound: Sequence = {
    ...SEQUENCE,
    tracks: [
      ...SEQUENCE.tracks,
      { kind: 'sound', name: 'A2', items: [sound] },
      { kind: 'sound', name: 'A3', items: [] },
    ],
  }
  const row = rowsOf(withSound, 400).find(({ trackName }) => trackName === 'A2')!
  const hit = hitTest({ x: 20, y: row.y + 5 }, withSound, rowsOf(withSound, 400), SPAN, [])
  const drag = dragFrom({ tool: 'select', hit, sequence: withSound, selection: new Set() })!
  expect(drag.edits(3, 'A3')).toEqual([{ kind: 'move', itemIds: ['s'], frames: 3, trackName: 'A3' }])
  expect(drag.edits(3, 'V1')).toMatchObject([{ trackName: null }])
})

test('gestures are drawn to beats and cuts, but not to themselves', () => {
  const points = snapPointsOf(SEQUENCE, { beats: [0, 12, 24, 36, 48], bars: [0, 48] }, 150)
  expect(snapDelta(6, [40], points, 3)).toEqual({ frames: 8, atFrame: 48 })
  expect(snapDelta(1, [40], points, 3)).toEqual({ frames: 0, atFrame: 40 })
  expect(snapDelta(1, [40], withoutOwn(points, new Set([40])), 3)).toEqual({ frames: 1, atFrame: null })
})

test('what stands where', () => {
  expect(cutFrames(SEQUENCE)).toEqual([40, 100, 120])
  expect([clipAt(SEQUENCE, 39)?.item.id, clipAt(SEQUENCE, 40)?.item.id, clipAt(SEQUENCE, 110)]).toEqual([
    'a',
    'b',
    undefined,
  ])
  expect(itemById(SEQUENCE, id('c'))).toMatchObject({ startFrame: 120, endFrame: 200 })
})

test('a rectangle takes the clips that it touches, whichever way it was drawn', () => {
  const picture = ROWS.find(({ kind }) => kind === 'picture')!
  const song = ROWS.find(({ kind }) => kind === 'song')!
  const drawn = { fromFrame: 130, fromY: song.y + 5, toFrame: 41, toY: picture.y + 5 }
  expect(clipsIn(SEQUENCE, ROWS, drawn)).toEqual(['b', 'c'])
  expect(clipsIn(SEQUENCE, ROWS, { ...drawn, toY: song.y + 9 })).toEqual([])
  expect(clipsIn(SEQUENCE, ROWS, { ...drawn, fromFrame: 119, toFrame: 100 })).toEqual([])
})

test('a cut that was taken is rolled, then rippled on either side, and another one in the same way', () => {
  const taken = nextTrimPoint(null, id('b'))
  const cutThere = cutOfPoint(SEQUENCE, taken)!
  expect(trimPointEdit(taken, cutThere, 44)).toEqual({ kind: 'roll', itemId: 'b', frame: 44 })
  const end = nextTrimPoint(taken, id('b'))
  expect(trimPointEdit(end, cutThere, 44)).toMatchObject({ itemId: 'a', edge: 'end', mode: 'ripple', frame: 44 })
  const start = nextTrimPoint(end, id('b'))
  expect(trimPointEdit(start, cutThere, 44)).toMatchObject({ itemId: 'b', edge: 'start', mode: 'ripple', frame: 44 })
  expect(nextTrimPoint(start, id('b')).type).toBe('roll')
  expect(nextTrimPoint(start, id('c'))).toEqual({ itemId: 'c', type: 'ripple-start' })
  expect(cutOfPoint(SEQUENCE, { itemId: id('a'), type: 'roll' })).toBeUndefined()
})

test('copies keep their distances, and give what they carry to clips that can have it', () => {
  const [a, c] = [clipById(SEQUENCE, id('a'))!, clipById(SEQUENCE, id('c'))!]
  const copies = copyOf([c, { ...a, item: { ...a.item, speed: { numerator: 2, denominator: 1 } } }])
  expect(pasteEdits(copies, 50, 200)).toMatchObject([
    { kind: 'overwrite', frame: 170, clip: { frameCount: 80 } },
    { kind: 'overwrite', frame: 50, clip: { frameCount: 40 } },
  ])
  expect(pasteEdits(copies, 100, 200)).toHaveLength(1)
  expect(attributeEdits(copies[1]!, [a, c])).toEqual([
    { kind: 'speed', itemId: 'a', speed: { numerator: 2, denominator: 1 } },
    { kind: 'speed', itemId: 'c', speed: { numerator: 2, denominator: 1 } },
    { kind: 'transition', itemId: 'c', style: 'cut', frames: 0 },
  ])
})
