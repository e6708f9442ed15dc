import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from './ids.ts'
import { planRender, type Piece, type PieceSource, type RenderPlan, type ShotCaption } from './render-plan.ts'
import type { Clip, Sequence, TrackItem } from './sequence.ts'
import { FRAME_RATES, framesIn, ticks, ticksFromFrames, type FrameRate } from './time.ts'

const RATE: FrameRate = { numerator: 24, denominator: 1 }

function clip(name: string, frameCount: number, change: Partial<Clip> = {}): Clip {
  return {
    kind: 'clip',
    id: `item-${name}` as ItemId,
    shotId: `shot-${name}` as ShotId,
    source: { kind: 'take', takeId: `take-${name}` as TakeId, mediaId: `media-${name}` as MediaId },
    frameCount,
    sourceStartTicks: ticksFromFrames(12, RATE),
    speed: { numerator: 1, denominator: 1 },
    ...change,
  }
}

function dissolve(inFrames: number, outFrames: number): TrackItem {
  return { kind: 'transition', id: 'dissolve' as ItemId, style: 'dissolve', inFrames, outFrames }
}

function sequenceOf(items: readonly TrackItem[], change: Partial<Sequence> = {}): Sequence {
  const frames = items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
  const song = clip('song', frames, {
    source: { kind: 'song', mediaId: 'song' as MediaId },
    sourceStartTicks: ticks(0),
  })
  return {
    id: 'sequence' as SequenceId,
    projectId: 'project' as ProjectId,
    name: 'first cut',
    rate: RATE,
    width: 320,
    height: 180,
    film: { headFrames: 0, songFrames: frames, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items },
      { kind: 'sound', name: 'A1', items: [song] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...change,
  }
}

/** A piece in one line: its frames, and each layer's media and first source frame (at 24). */
function told(piece: Piece): string {
  const layer = (source: PieceSource): string =>
    source.kind === 'card'
      ? `card ${source.caption?.number ?? '-'}`
      : `${source.mediaId.replace('media-', '')}@${source.startTicks / ticksFromFrames(1, RATE)}`
  const { content } = piece
  const span = `${piece.startFrame}-${piece.endFrame}`
  if (content.kind === 'solo') return `${span} ${layer(content.source)}`
  return `${span} ${layer(content.outgoing)} > ${layer(content.incoming)} +${content.skipFrames}/${content.totalFrames}`
}

const tell = (plan: RenderPlan): string[] => plan.pieces.map(told)

describe('planRender', () => {
  test('R1 cuts: one piece a clip', () => {
    expect(tell(planRender(sequenceOf([clip('a', 48), clip('b', 24)])))).toEqual(['0-48 a@12', '48-72 b@12'])
  })

  test('R2 a dissolve is its own piece and takes from both handles', () => {
    const items = [clip('a', 48), dissolve(6, 4), clip('b', 24), dissolve(2, 2), clip('c', 10)]
    expect(tell(planRender(sequenceOf(items)))).toEqual([
      '0-42 a@12',
      '42-52 a@54 > b@6 +0/10',
      '52-70 b@16',
      '70-74 b@34 > c@10 +0/4',
      '74-82 c@14',
    ])
  })

  test('R2 dissolves that meet leave no empty piece, and may not overlap', () => {
    const met = [clip('a', 20), dissolve(4, 5), clip('b', 9), dissolve(4, 4), clip('c', 20)]
    expect(tell(planRender(sequenceOf(met)))).toHaveLength(4)
    const crossed = [clip('a', 20), dissolve(4, 6), clip('b', 9), dissolve(4, 4), clip('c', 20)]
    expect(() => planRender(sequenceOf(crossed))).toThrow(/overlap/)
    expect(() => planRender(sequenceOf([dissolve(4, 4), clip('a', 20)]))).toThrow(/before/)
    expect(() => planRender(sequenceOf([clip('a', 20), dissolve(4, 4)]))).toThrow(/after/)
  })

  test('R3 a long take is cut into even pieces', () => {
    const long = planRender(sequenceOf([clip('a', 24 * 41)]))
    expect(tell(long)).toEqual(['0-328 a@12', '328-656 a@340', '656-984 a@668'])
  })

  test('R4 speed: the source passes faster than the film', () => {
    const fast = clip('a', 24 * 30, { speed: { numerator: 2, denominator: 1 } })
    expect(tell(planRender(sequenceOf([fast])))).toEqual(['0-360 a@12', '360-720 a@732'])
  })

  test('R5 gaps and the rest of the film are black, missing takes are cards', () => {
    const captions = new Map<ShotId, ShotCaption>([['shot-b' as ShotId, { number: 2, text: 'a bubble' }]])
    const items: TrackItem[] = [
      { kind: 'gap', id: 'gap' as ItemId, frameCount: 5 },
      clip('b', 10, { source: { kind: 'missing' } }),
      clip('a', 10),
    ]
    const sequence = sequenceOf(items, { film: { headFrames: 0, songFrames: 30, tailFrames: 2 } })
    expect(tell(planRender(sequence, { captions }))).toEqual([
      '0-5 card -',
      '5-15 card 2',
      '15-25 a@12',
      '25-32 card -',
    ])
  })

  test('R5 a clip that is switched off is black, through a dissolve too, and a sound that is off is not heard', () => {
    const off = { isOff: true } as const
    const captions = new Map([['shot-b' as ShotId, { number: 2, text: 'b' }]])
    const items = [clip('a', 24), dissolve(4, 4), clip('b', 24, off)]
    const plan = planRender(sequenceOf(items), { captions, areCaptionsShown: true })
    expect(
      plan.pieces.map(({ content }) => (content.kind === 'dissolve' ? content.incoming : content.source).kind),
    ).toEqual(['take', 'card', 'card'])
    const sequence = sequenceOf([clip('a', 24)])
    const sound = clip('s', 24, { source: { kind: 'sound', mediaId: 'sound' as MediaId }, ...off })
    const tracks = [...sequence.tracks, { kind: 'sound', name: 'A2', items: [sound] } as const]
    expect(planRender({ ...sequence, tracks }).effects).toEqual([])
  })

  test('R5 captions come over pictures only when wanted', () => {
    const caption = { number: 1, text: 'a' }
    const captions = new Map([['shot-a' as ShotId, caption]])
    const source = (areCaptionsShown: boolean): PieceSource | undefined => {
      const { content } = planRender(sequenceOf([clip('a', 5)]), { captions, areCaptionsShown }).pieces[0]!
      return content.kind === 'solo' ? content.source : undefined
    }
    expect(source(true)).toMatchObject({ caption })
    expect(source(false)).toMatchObject({ caption: null })
  })

  test('R6 a span crops pieces, dissolves, fades and the song', () => {
    const items = [clip('a', 48), dissolve(6, 4), clip('b', 48)]
    const sequence = sequenceOf(items, { fadeInFrames: 24, fadeOutFrames: 12 })
    const plan = planRender(sequence, { span: { startFrame: 20, endFrame: 45 } })
    expect(tell(plan)).toEqual(['20-42 a@32', '42-45 a@54 > b@6 +0/10'])
    expect(plan.pieces[0]!.fades).toEqual([{ direction: 'in', startFrame: -20, frames: 24 }])
    expect(tell(planRender(sequence, { span: { startFrame: 45, endFrame: 90 } }))).toEqual([
      '45-52 a@54 > b@6 +3/10',
      '52-90 b@16',
    ])
    expect(plan.sound).toEqual({ mediaId: 'song', startTicks: ticksFromFrames(20, RATE), leadFrames: 0, frames: 25 })
    expect(() => planRender(sequence, { span: { startFrame: 90, endFrame: 97 } })).toThrow(RangeError)
  })

  test('R6 the song keeps its place behind a head', () => {
    const sequence = sequenceOf([clip('a', 40)], { film: { headFrames: 10, songFrames: 25, tailFrames: 5 } })
    const song = clip('song', 25, { source: { kind: 'song', mediaId: 'song' as MediaId }, sourceStartTicks: ticks(0) })
    const head: TrackItem = { kind: 'gap', id: 'head' as ItemId, frameCount: 10 }
    const placed = {
      ...sequence,
      tracks: [sequence.tracks[0]!, { kind: 'sound', name: 'A1', items: [head, song] } as const],
    }
    expect(planRender(placed).sound).toEqual({ mediaId: 'song', startTicks: 0, leadFrames: 10, frames: 25 })
    expect(planRender(placed, { span: { startFrame: 36, endFrame: 40 } }).sound).toBeNull()
  })

  const dip = (inFrames: number, outFrames: number): TrackItem => ({
    kind: 'transition',
    id: 'dip' as ItemId,
    style: 'dip',
    inFrames,
    outFrames,
  })

  test('R8 a dip fades each side within its own clip, and makes no piece', () => {
    const plan = planRender(sequenceOf([clip('a', 48), dip(8, 4), clip('b', 24), dip(6, 0), clip('c', 10)]))
    expect(tell(plan)).toEqual(['0-48 a@12', '48-72 b@12', '72-82 c@12'])
    expect(plan.pieces.map(({ fades }) => fades)).toEqual([
      [{ direction: 'out', startFrame: 40, frames: 8 }],
      [
        { direction: 'in', startFrame: 0, frames: 4 },
        { direction: 'out', startFrame: 18, frames: 6 },
      ],
      [],
    ])
    const part = planRender(sequenceOf([clip('a', 48), dip(8, 4), clip('b', 24)]), {
      span: { startFrame: 44, endFrame: 50 },
    })
    expect(part.pieces.map(({ fades }) => fades[0])).toEqual([
      { direction: 'out', startFrame: -4, frames: 8 },
      { direction: 'in', startFrame: 0, frames: 4 },
    ])
  })

  test('R9 a still goes on where it was, in parts, spans and handles', () => {
    const still = clip('s', 24, {
      source: { kind: 'still', mediaId: 'media-s' as MediaId },
      sourceStartTicks: ticks(0),
    })
    const plan = planRender(sequenceOf([clip('a', 24), dissolve(4, 4), still]))
    expect(tell(plan)).toEqual(['0-20 a@12', '20-28 a@32 > s@-4 +0/8', '28-48 s@4'])
    expect(plan.pieces[2]!.content).toMatchObject({ source: { kind: 'still' } })
    expect(tell(planRender(sequenceOf([still]), { span: { startFrame: 10, endFrame: 24 } }))).toEqual(['10-24 s@10'])
  })

  test('R10 sounds beside the song keep their fades, whatever of them lies in the span', () => {
    const gap: TrackItem = { kind: 'gap', id: 'g' as ItemId, frameCount: 10 }
    const level = { gainDecibels: -6, fadeInFrames: 4, fadeOutFrames: 8 }
    const thunder = clip('thunder', 30, { source: { kind: 'sound', mediaId: 'thunder' as MediaId }, level })
    const sequence = sequenceOf([clip('a', 60)])
    const tracks = [...sequence.tracks, { kind: 'sound' as const, name: 'A2', items: [gap, thunder] }]
    const common = { mediaId: 'thunder', startTicks: ticksFromFrames(12, RATE), clipFrames: 30, ...level }
    expect(planRender({ ...sequence, tracks }).effects).toEqual([
      { ...common, leadFrames: 10, skipFrames: 0, frames: 30 },
    ])
    expect(planRender({ ...sequence, tracks }, { span: { startFrame: 20, endFrame: 35 } }).effects).toEqual([
      { ...common, leadFrames: 0, skipFrames: 10, frames: 15 },
    ])
    expect(planRender({ ...sequence, tracks }, { span: { startFrame: 40, endFrame: 60 } }).effects).toEqual([])
    expect(planRender(sequence).effects).toEqual([])
  })

  test('R11 a review copy marks each piece with what stands in it', () => {
    const captions = new Map(
      ['a', 'b'].map((name, index) => [`shot-${name}` as ShotId, { number: index + 7, text: name }]),
    )
    const items = [clip('a', 24), dissolve(4, 4), clip('b', 24)]
    const burnInBars = [0, 12, 24, 36].map((frame, index) => ({ frame, text: `${index + 1}.1` }))
    const span = { startFrame: 6, endFrame: 48 }
    const plan = planRender(sequenceOf(items), { span, captions, burnInBars })
    expect(plan.pieces.map(({ burnIn }) => burnIn)).toEqual([
      {
        filmFrame: 6,
        shots: [{ frame: 0, text: '7' }],
        bars: [
          { frame: 0, text: '1.1' },
          { frame: 6, text: '2.1' },
        ],
      },
      {
        filmFrame: 20,
        shots: [
          { frame: 0, text: '7' },
          { frame: 4, text: '8' },
        ],
        bars: [
          { frame: 0, text: '2.1' },
          { frame: 4, text: '3.1' },
        ],
      },
      {
        filmFrame: 28,
        shots: [{ frame: 0, text: '8' }],
        bars: [
          { frame: 0, text: '3.1' },
          { frame: 8, text: '4.1' },
        ],
      },
    ])
    expect(planRender(sequenceOf(items)).pieces.every(piece => !('burnIn' in piece))).toBe(true)
  })

  const edits = fc
    .array(fc.record({ frames: fc.integer({ min: 12, max: 700 }), half: fc.integer({ min: 0, max: 6 }) }), {
      minLength: 1,
      maxLength: 12,
    })
    .map(shots =>
      shots.flatMap(({ frames, half }, index): TrackItem[] => {
        const item = clip(`${index}`, frames)
        return index > 0 && half > 0 ? [dissolve(half, half), item] : [item]
      }),
    )

  test('R1 the pieces tile the span without a gap, at every rate', () => {
    fc.assert(
      fc.property(
        edits,
        fc.constantFrom(...FRAME_RATES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (items, rate, a, b) => {
          const sequence = sequenceOf(items, { rate })
          const last = sequence.film.songFrames
          const startFrame = Math.floor(Math.min(a, b) * (last - 1))
          const span = { startFrame, endFrame: Math.max(startFrame + 1, Math.round(Math.max(a, b) * last)) }
          const { pieces } = planRender(sequence, { span })
          expect(pieces.at(-1)!.endFrame).toBe(span.endFrame)
          for (const [index, piece] of pieces.entries()) {
            expect(framesIn(piece)).toBeGreaterThan(0)
            expect(piece.startFrame).toBe(pieces[index - 1]?.endFrame ?? span.startFrame)
          }
        },
      ),
    )
  })

  test('R3 another take in one clip of up to twenty seconds changes at most three pieces', () => {
    fc.assert(
      fc.property(edits, fc.nat(), (items, pick) => {
        const clips = items.filter((item): item is Clip => item.kind === 'clip' && item.frameCount <= 480)
        fc.pre(clips.length > 0)
        const chosen = clips[pick % clips.length]!
        const other = {
          ...chosen,
          source: { kind: 'take', takeId: 'new' as TakeId, mediaId: 'new' as MediaId },
        } as const
        const before = planRender(sequenceOf(items)).pieces
        const after = planRender(sequenceOf(items.map(item => (item === chosen ? other : item)))).pieces
        const known = new Set(before.map(piece => JSON.stringify(piece)))
        expect(after.filter(piece => !known.has(JSON.stringify(piece))).length).toBeLessThanOrEqual(3)
      }),
    )
  })
})
