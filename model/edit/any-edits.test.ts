import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyDiff, diffSequences, reverseDiff } from '../diff/sequence-diff.ts'
import { isStudioError } from '../errors.ts'
import type { ItemId, MediaId, TakeId } from '../ids.ts'
import type { Clip, Sequence } from '../sequence.ts'
import { applyEdits, type Edit } from './apply.ts'
import { checkSequence } from './check-sequence.ts'
import { sourceTicks } from './media.ts'
import { clip, cut, lengths, RATE } from './testing/some-cut.ts'

const MEDIA = lengths({ a: 30, b: 80, c: 25, d: 60, e: 40, n: 70, s: 50 })
const START = cut('a20+5 b30+10 *c15+5 .12 d24+12 *e20+9')

/** Numbers that choose among what the cut holds at the time. */
const anyWish = fc.record({
  kind: fc.nat(21),
  item: fc.nat(40),
  other: fc.nat(40),
  frame: fc.integer({ min: -10, max: 140 }),
  frames: fc.integer({ min: -40, max: 40 }),
  isEnd: fc.boolean(),
  isRipple: fc.boolean(),
})
type Wish = typeof anyWish extends fc.Arbitrary<infer T> ? T : never

function editFor(sequence: Sequence, wish: Wish): Edit {
  const items = sequence.tracks.flatMap(track => track.items).filter(item => item.kind !== 'transition')
  const itemId: ItemId = items[wish.item % items.length]!.id
  const otherId: ItemId = items[wish.other % items.length]!.id
  const { frame, frames } = wish
  const edge = wish.isEnd ? 'end' : 'start'
  const positive = Math.abs(frames) + 1
  const { kind: _kind, id: _id, ...fresh } = clip('n', positive, wish.other)
  const sound = { ...fresh, source: { kind: 'sound', mediaId: 'm-s' as MediaId } } as const
  const all: Edit[] = [
    { kind: 'blade', frame, trackNames: wish.isEnd ? null : ['V1'] },
    { kind: 'trim', itemId, edge, frame, mode: 'overwrite' },
    { kind: 'trim', itemId, edge, frame, mode: 'ripple' },
    { kind: 'roll', itemId, frame },
    { kind: 'slip', itemId, frames },
    { kind: 'slide', itemId, frames },
    { kind: 'move', itemIds: [...new Set([itemId, otherId])], frames, trackName: null },
    { kind: 'move', itemIds: [itemId], frames, trackName: wish.isEnd ? 'A2' : 'V1' },
    { kind: 'clear', itemIds: [...new Set([itemId, otherId])] },
    { kind: 'ripple-delete', itemIds: [itemId] },
    { kind: 'moment', itemId, frame: wish.isEnd ? frame : null },
    { kind: 'switch', itemIds: [...new Set([itemId, otherId])], isOff: wish.isEnd },
    { kind: 'lift', startFrame: Math.max(0, frame), endFrame: Math.max(0, frame) + positive, trackNames: null },
    { kind: 'extract', startFrame: Math.max(0, frame), endFrame: Math.max(0, frame) + positive },
    { kind: 'overwrite', clip: fresh, frame, trackName: 'V1' },
    { kind: 'insert', clip: fresh, frame, trackName: 'V1' },
    { kind: 'overwrite', clip: sound, frame, trackName: wish.isEnd ? 'A2' : 'A3' },
    {
      kind: 'replace-take',
      itemId,
      source: { kind: 'take', takeId: 't-n' as TakeId, mediaId: 'm-n' as MediaId },
      shotId: null,
    },
    { kind: 'speed', itemId, speed: { numerator: positive, denominator: 20 } },
    { kind: 'stretch', itemId, edge, frame },
    { kind: 'transition', itemId, style: wish.isEnd ? 'dissolve' : wish.isRipple ? 'dip' : 'cut', frames: positive },
    { kind: 'film', headFrames: wish.item, tailFrames: wish.other },
    { kind: 'anchor', frame },
    { kind: 'level', itemId, level: { gainDecibels: -3, fadeInFrames: wish.item, fadeOutFrames: wish.other } },
  ]
  return all[wish.kind]!
}

/** The clips whose last frame would begin after their take is over; a replaced take may be too short for its place. */
function overrun(sequence: Sequence): Clip[] {
  const clips = sequence.tracks.flatMap(track => track.items).filter(item => item.kind === 'clip')
  return clips.filter(item => {
    const facts = item.source.kind === 'take' ? MEDIA.get(item.source.mediaId) : undefined
    const isReplaced = item.source.kind === 'take' && item.source.mediaId === 'm-n'
    const lastPicture = item.sourceStartTicks + sourceTicks(item, item.frameCount - 1, RATE)
    return !Number.isSafeInteger(item.sourceStartTicks) || (!isReplaced && facts && lastPicture >= facts.durationTicks)
  })
}

test('whatever is done in whatever order, the cut stays sound, no clip shows more than its take has, and undo is exact', () => {
  fc.assert(
    fc.property(fc.array(anyWish, { minLength: 1, maxLength: 25 }), wishes => {
      let sequence = START
      for (const wish of wishes) {
        const edit = editFor(sequence, wish)
        let edited: Sequence
        try {
          edited = applyEdits(sequence, [edit], MEDIA)
        } catch (error) {
          // Told to a person in a sentence; anything else is a fault.
          if (!isStudioError(error, 'edit/refused')) throw error
          continue
        }
        expect(checkSequence(edited)).toEqual([])
        expect(applyEdits(sequence, [edit], MEDIA)).toEqual(edited)
        expect(overrun(edited)).toEqual([])
        const diff = diffSequences(sequence, edited)
        expect(applyDiff(sequence, diff)).toEqual(edited)
        expect(applyDiff(edited, reverseDiff(diff))).toEqual(sequence)
        sequence = edited
      }
    }),
    { numRuns: 300 },
  )
})
