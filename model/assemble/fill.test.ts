import { expect, test } from 'vitest'
import { applyEdits } from '../edit/apply.ts'
import { checkSequence } from '../edit/check-sequence.ts'
import { cut, drawn, id, lengths, RATE } from '../edit/testing/some-cut.ts'
import type { MediaId, ShotId, TakeId } from '../ids.ts'
import type { Clip, Sequence } from '../sequence.ts'
import { fillUntouched } from './fill.ts'

const MEDIA = lengths({ a: 200, b: 200, c: 200, x: 200 })
const CONTEXT = { media: MEDIA, rate: RATE }

/** The clips belong to shots of their names; those in `missing` have no take, those in `others` take `x`. */
function assembled(drawing: string, { missing = '', others = '' } = {}): Sequence {
  const sequence = cut(drawing)
  const items = sequence.tracks[0]!.items.map(item => {
    if (item.kind !== 'clip') return item
    const shot: Clip = { ...item, shotId: `shot-${item.id}` as ShotId }
    if (missing.includes(item.id)) return { ...shot, source: { kind: 'missing' as const } }
    return others.includes(item.id)
      ? { ...shot, source: { kind: 'take' as const, takeId: 't-x' as TakeId, mediaId: 'm-x' as MediaId } }
      : shot
  })
  return { ...sequence, tracks: [{ ...sequence.tracks[0]!, items }, sequence.tracks[1]!] }
}

function sources(sequence: Sequence): string {
  return sequence.tracks[0]!.items.map(item =>
    item.kind === 'clip' && item.source.kind === 'take' ? item.source.mediaId : '-',
  ).join(' ')
}

test('A11 a card gets its take where the hand has put it', () => {
  const previous = assembled('a40 b40 c40', { missing: 'b' })
  const current = applyEdits(previous, [{ kind: 'roll', itemId: id('b'), frame: 30 }], MEDIA)
  const { sequence, filled, renewed } = fillUntouched(current, assembled('a40 b40 c40'), previous, CONTEXT)
  expect(drawn(sequence)).toBe('a30 b50+12 c40')
  expect([sources(sequence), filled, renewed]).toEqual(['m-a m-b m-c', ['shot-b'], []])
})

test('A11 a still gives way to the first take of its shot', () => {
  const withStill = (drawing: string): Sequence => {
    const { tracks, ...rest } = assembled(drawing, { missing: 'b' })
    const items = tracks[0]!.items.map(item =>
      item.id === 'b' ? ({ ...item, source: { kind: 'still', mediaId: 'm-still' } } as Clip) : item,
    )
    return { ...rest, tracks: [{ ...tracks[0]!, items }, tracks[1]!] }
  }
  const current = withStill('a40 b40 c40')
  expect(fillUntouched(current, current, current, CONTEXT).filled).toEqual([])
  const { sequence, filled } = fillUntouched(current, assembled('a40 b40 c40'), null, CONTEXT)
  expect([sources(sequence), filled]).toEqual(['m-a m-b m-c', ['shot-b']])
})

test('A11 what no hand has touched shows what was chosen since, what one has touched stays', () => {
  const previous = assembled('a40 b40 c40')
  const current = applyEdits(previous, [{ kind: 'slip', itemId: id('b'), frames: 5 }], MEDIA)
  const proposed = assembled('a40 b40 c40', { others: 'bc' })
  const { sequence, filled, renewed } = fillUntouched(current, proposed, previous, CONTEXT)
  expect([sources(sequence), filled, renewed]).toEqual(['m-a m-b m-x', [], ['shot-c']])
  expect(fillUntouched(current, proposed, null, CONTEXT).sequence).toEqual(current)
  expect(fillUntouched(previous, previous, previous, CONTEXT)).toMatchObject({ sequence: previous, renewed: [] })
})

test('A11 an empty place is filled by the shot that stands nowhere else', () => {
  const previous = assembled('a40 b40 c40')
  const cleared = applyEdits(previous, [{ kind: 'clear', itemIds: [id('b')] }], MEDIA)
  const { sequence, filled } = fillUntouched(cleared, previous, previous, CONTEXT)
  expect([sources(sequence), filled]).toEqual(['m-a m-b m-c', ['shot-b']])
  const moved = applyEdits(previous, [{ kind: 'move', itemIds: [id('b')], frames: 40, trackName: null }], MEDIA)
  expect(drawn(fillUntouched(moved, previous, previous, CONTEXT).sequence)).toBe('a40 .40 b40')
  expect(fillUntouched(moved, previous, previous, CONTEXT).filled).toEqual([])
  const narrow = applyEdits(
    cleared,
    [{ kind: 'trim', itemId: id('a'), edge: 'end', frame: 75, mode: 'overwrite' }],
    MEDIA,
  )
  expect(fillUntouched(narrow, previous, previous, CONTEXT)).toMatchObject({ sequence: narrow, filled: [] })
  expect(checkSequence(sequence)).toEqual([])
})
