import { describe, expect, test } from 'vitest'
import type { MediaId, TakeId } from '../ids.ts'
import type { Clip, Sequence } from '../sequence.ts'
import { applyEdits, type Edit } from './apply.ts'
import { checkSequence } from './check-sequence.ts'
import { momentOffset, type MediaLengths } from './media.ts'
import { landing } from './moment.ts'
import { clip, cut, drawn, id, lengths } from './testing/some-cut.ts'

const LONG = lengths({ a: 100, b: 100, c: 100, d: 100, e: 100, n: 100 })

function after(sequence: Sequence, edit: Edit, media: MediaLengths = LONG): string {
  const result = applyEdits(sequence, [edit], media)
  expect(checkSequence(result)).toEqual([])
  return drawn(result)
}

function refused(sequence: Sequence, edit: Edit, media: MediaLengths = LONG) {
  const work = (): Sequence => applyEdits(sequence, [edit], media)
  return { toThrow: (sentence: string) => expect(work).toThrow(sentence) }
}

describe('E10 blade', () => {
  test('cuts a clip in two that play on', () => {
    expect(after(cut('a10+5 b8'), { kind: 'blade', frame: 4, trackNames: null })).toBe('a4+5 a~26+9 b8')
  })

  test('refuses on a cut, in a gap, and on the song', () => {
    const sequence = cut('a10 .5 b8')
    for (const frame of [10, 12]) {
      refused(sequence, { kind: 'blade', frame, trackNames: null }).toThrow('There is no clip to cut here.')
    }
    refused(sequence, { kind: 'blade', frame: 4, trackNames: ['A1'] }).toThrow('no clip to cut')
  })
})

describe('E11 trim', () => {
  const trim = (itemId: string, edge: 'start' | 'end', frame: number, mode: 'overwrite' | 'ripple' = 'overwrite') =>
    ({ kind: 'trim', itemId: id(itemId), edge, frame, mode }) as const

  test('an end that moves in leaves a gap, one that moves out takes the gap, then the head of the next', () => {
    expect(after(cut('a10 b8 c6'), trim('a', 'end', 7))).toBe('a7 .3 b8 c6')
    expect(after(cut('a10 .3 b8'), trim('a', 'end', 12))).toBe('a12 .1 b8')
    expect(after(cut('a10 .3 b8'), trim('a', 'end', 15))).toBe('a15 b6+2')
  })

  test('a start mirrors it', () => {
    expect(after(cut('a10 b8+9 c6'), trim('b', 'start', 12))).toBe('a10 .2 b6+11 c6')
    expect(after(cut('a10 .3 b8+9'), trim('b', 'start', 8))).toBe('a8 b13+4')
  })

  test('stops where the take, the neighbour or the film ends, and says why when nothing moves', () => {
    expect(after(cut('a10 b8'), trim('a', 'end', 30))).toBe('a17 b1+7')
    expect(after(cut('a10 b8'), trim('a', 'end', 30), lengths({ a: 13, b: 8 }))).toBe('a13 b5+3')
    expect(after(cut('a10 b8'), trim('a', 'end', -5))).toBe('a1 .9 b8')
    refused(cut('a10 b8'), trim('a', 'end', 12), lengths({ a: 10 })).toThrow('The take ends here')
    refused(cut('a10 b8'), trim('b', 'end', 20)).toThrow('The film ends here')
    refused(cut('a10 b8'), trim('b', 'start', 8)).toThrow('The take begins here')
    refused(cut('a10 b1'), trim('a', 'end', 12)).toThrow('keeps at least one frame')
  })

  test('a ripple runs to the next anchor only: the last clip before it takes from its take', () => {
    expect(after(cut('a10 b8 c6 *d9'), trim('a', 'end', 7, 'ripple'))).toBe('a7 b8 c9 d9')
    expect(after(cut('a10 b8 c6 *d9'), trim('a', 'end', 12, 'ripple'))).toBe('a12 b8 c4 d9')
    expect(after(cut('a10 b8+9 c6 *d9'), trim('b', 'start', 13, 'ripple'))).toBe('a10 b5+12 c9 d9')
    expect(after(cut('a10 b8+9 c6 *d9'), trim('b', 'start', 8, 'ripple'))).toBe('a10 b10+7 c4 d9')
  })

  test('where that clip has nothing left a gap opens; an empty place gives first', () => {
    expect(after(cut('a10 b8 c6 *d9'), trim('a', 'end', 7, 'ripple'), lengths({ a: 20, c: 7 }))).toBe('a7 b8 c7 .2 d9')
    expect(after(cut('a10 b8 .2 *d9'), trim('a', 'end', 13, 'ripple'))).toBe('a13 b7 d9')
  })

  test('a card has as much as is wanted', () => {
    const { tracks, ...rest } = cut('a10 b8 c6 *d9')
    const items = tracks[0]!.items.map(item =>
      item.kind === 'clip' && item.id === 'c' ? { ...item, source: { kind: 'missing' as const } } : item,
    )
    const sequence = { ...rest, tracks: [{ ...tracks[0]!, items }, tracks[1]!] }
    expect(after(sequence, trim('a', 'end', 2, 'ripple'))).toBe('a2 b8 c14 d9')
  })

  test('a cut on an anchor does not ripple', () => {
    expect(after(cut('a10 *b8'), trim('a', 'end', 7, 'ripple'))).toBe('a7 .3 b8')
    refused(cut('a10 *b8'), trim('a', 'end', 12, 'ripple')).toThrow('Ripples stop at the next anchor')
    expect(after(cut('a10 *b8+9 *c4'), trim('b', 'start', 12, 'ripple'))).toBe('a10 b8+11 c4')
  })

  test('an anchor that is no cut any more stops nothing', () => {
    const sequence = cut('a10 b8 c6', { anchorFrames: [12] })
    expect(after(sequence, trim('a', 'end', 7, 'ripple'))).toBe('a7 b8 c9')
  })
})

test('E12 roll moves a cut as far as both sides reach', () => {
  const roll = (frame: number) => ({ kind: 'roll', itemId: id('b'), frame }) as const
  expect(after(cut('a10 b8+4 c6'), roll(12))).toBe('a12 b6+6 c6')
  expect(after(cut('a10 b8+4 c6'), roll(0))).toBe('a6 b12 c6')
  expect(after(cut('a10 b8+4 c6'), roll(30), lengths({ a: 11 }))).toBe('a11 b7+5 c6')
  expect(after(cut('a10 .8 c6'), { kind: 'roll', itemId: id('c'), frame: 17 }, lengths({ a: 50 }))).toBe('a10 .7 c7')
  refused(cut('a10 b8'), roll(9)).toThrow('The take begins here')
})

test('E13 slip shows another part of the take', () => {
  const slip = (frames: number) => ({ kind: 'slip', itemId: id('b'), frames }) as const
  expect(after(cut('a10 b8+4'), slip(3))).toBe('a10 b8+7')
  expect(after(cut('a10 b8+4'), slip(-30))).toBe('a10 b8')
  expect(after(cut('a10 b8+4'), slip(30), lengths({ b: 15 }))).toBe('a10 b8+7')
  refused(cut('a10 b8+4'), slip(1), lengths({ b: 12 })).toThrow('The take ends here')
})

test('E14 slide moves a clip between its neighbours', () => {
  const slide = (frames: number) => ({ kind: 'slide', itemId: id('b'), frames }) as const
  expect(after(cut('a10 b8+4 c6+5'), slide(2))).toBe('a12 b8+4 c4+7')
  expect(after(cut('a10 b8+4 c6+5'), slide(-30))).toBe('a5 b8+4 c11')
  expect(after(cut('.10 b8+4 c6+50'), slide(-30))).toBe('b8+4 c16+40')
  refused(cut('b8 c6'), slide(1)).toThrow('no neighbours')
})

describe('E15 move', () => {
  const move = (frames: number, ...names: string[]) =>
    ({ kind: 'move', itemIds: names.map(id), frames, trackName: null }) as const

  test('leaves a gap and covers what lies there', () => {
    expect(after(cut('a10 b8 c6'), move(4, 'a'))).toBe('.4 a10 b4+4 c6')
    expect(after(cut('a4 b8 c6'), move(6, 'a'))).toBe('.4 b2 a4 b~22+6 c6')
    expect(after(cut('a4 b8 c6'), move(-4, 'b'))).toBe('b8 .4 c6')
  })

  test('several together, no further than the film reaches', () => {
    expect(after(cut('a4 b8 c6 .2'), move(30, 'b', 'c'))).toBe('a4 .2 b8 c6')
    refused(cut('a4 b8'), move(3, 'b')).toThrow('The film ends here')
    expect(after(cut('a4 b8'), move(0, 'b'))).toBe('a4 b8')
  })
})

describe('E16 clear, E17 ripple delete, E18 lift, E19 extract', () => {
  test('clear leaves gaps that become one', () => {
    expect(after(cut('a4 b8 c6'), { kind: 'clear', itemIds: [id('a'), id('b')] })).toBe('.12 c6')
  })

  test('ripple delete closes up to the next anchor', () => {
    const remove = (name: string) => ({ kind: 'ripple-delete', itemIds: [id(name)] }) as const
    expect(after(cut('a4 b8 c6 *d9'), remove('b'))).toBe('a4 c14 d9')
    expect(after(cut('a4 b8 c6 *d9'), remove('b'), lengths({ c: 8 }))).toBe('a4 c8 .6 d9')
    expect(after(cut('a4 b8 *d9'), remove('b'))).toBe('a4 .8 d9')
    expect(after(cut('a4 .8 c6 *d9'), remove('gap-1'))).toBe('a4 c14 d9')
  })

  test('lift and extract take out a span', () => {
    expect(after(cut('a4 b8 c6'), { kind: 'lift', startFrame: 2, endFrame: 14, trackNames: null })).toBe('a2 .12 c4+2')
    expect(after(cut('a4 b8 c6 *d2'), { kind: 'extract', startFrame: 2, endFrame: 14 })).toBe('a2 c16+2 d2')
    expect(after(cut('a4 b8 *d2'), { kind: 'extract', startFrame: 6, endFrame: 8 })).toBe('a4 b2 b~26+4 d2')
    refused(cut('a4 *b8'), { kind: 'extract', startFrame: 2, endFrame: 6 }).toThrow('an anchor in this span')
    refused(cut('a4 b8'), { kind: 'extract', startFrame: 6, endFrame: 6 }).toThrow('Mark where the span')
  })
})

describe('E20 overwrite, E21 insert', () => {
  const { kind: _kind, id: _id, ...fresh } = clip('n', 3)

  test('overwrite covers, insert makes room up to the next anchor', () => {
    expect(after(cut('a4 b8'), { kind: 'overwrite', clip: fresh, frame: 6, trackName: 'V1' })).toBe(
      'a4 b2 clip3 b~23+5',
    )
    expect(after(cut('a4 b8 c6 *d9'), { kind: 'insert', clip: fresh, frame: 4, trackName: 'V1' })).toBe(
      'a4 clip3 b8 c3 d9',
    )
    refused(cut('a4 b2 *d9'), { kind: 'insert', clip: fresh, frame: 4, trackName: 'V1' }).toThrow('Ripples stop')
    refused(cut('a4'), { kind: 'overwrite', clip: fresh, frame: 2, trackName: 'A1' }).toThrow('The song is pinned')
  })

  test('sounds make their tracks', () => {
    const sound = { ...fresh, source: { kind: 'sound', mediaId: 'm-n' as MediaId } } as const
    const result = applyEdits(
      cut('a10'),
      [
        { kind: 'overwrite', clip: sound, frame: 4, trackName: 'A3' },
        { kind: 'level', itemId: id('clip'), level: { gainDecibels: -6, fadeInFrames: 2, fadeOutFrames: 9 } },
      ],
      LONG,
    )
    expect(result.tracks.map(({ name }) => name)).toEqual(['V1', 'A1', 'A2', 'A3'])
    expect(drawn(result, 'A3')).toBe('.4 clip3 .3')
    expect(result.tracks[3]!.items[1]).toMatchObject({ level: { gainDecibels: -6, fadeInFrames: 2, fadeOutFrames: 1 } })
    expect(checkSequence(result)).toEqual([])
    const moved = applyEdits(result, [{ kind: 'move', itemIds: [id('clip')], frames: 2, trackName: 'A2' }], LONG)
    expect([drawn(moved, 'A2'), drawn(moved, 'A3')]).toEqual(['.6 clip3 .1', '.10'])
    refused(result, { kind: 'move', itemIds: [id('clip')], frames: 0, trackName: 'V1' }).toThrow('tracks of their own')
  })

  test('a sound that is moved to a track that is not there yet makes it', () => {
    const sound = { ...fresh, source: { kind: 'sound', mediaId: 'm-n' as MediaId } } as const
    const result = applyEdits(
      cut('a10'),
      [
        { kind: 'overwrite', clip: sound, frame: 4, trackName: 'A2' },
        { kind: 'move', itemIds: [id('clip')], frames: 0, trackName: 'A3' },
      ],
      LONG,
    )
    expect([drawn(result, 'A2'), drawn(result, 'A3')]).toEqual(['.10', '.4 clip3 .3'])
  })
})

describe('E34 moment', () => {
  const sequence = cut('a10 b20+10 c10')
  const media = lengths({ a: 100, b: 50, c: 100 })
  const context = { media, rate: sequence.rate }
  const marked = (frame: number): Sequence => applyEdits(sequence, [{ kind: 'moment', itemId: id('b'), frame }], media)
  const offsets = (result: Sequence) =>
    result.tracks[0]!.items.flatMap(item => (item.kind === 'clip' ? [momentOffset(item, sequence.rate)] : []))

  test('goes with its take through trims and speeds, is in one of two halves, and not of another take', () => {
    const set = marked(16)
    expect(offsets(set)).toEqual([null, 6, null])
    const edited = (edit: Edit) => offsets(applyEdits(set, [edit], media))
    expect(edited({ kind: 'roll', itemId: id('b'), frame: 13 })).toEqual([null, 3, null])
    expect(edited({ kind: 'roll', itemId: id('b'), frame: 18 })).toEqual([null, -2, null])
    expect(edited({ kind: 'speed', itemId: id('b'), speed: { numerator: 2, denominator: 1 } })).toEqual([null, 3, null])
    expect(edited({ kind: 'blade', frame: 16, trackNames: null })).toEqual([null, null, 0, null])
    expect(edited({ kind: 'blade', frame: 17, trackNames: null })).toEqual([null, 6, null, null])
    expect(edited({ kind: 'moment', itemId: id('b'), frame: null })).toEqual([null, null, null])
    const source = { kind: 'take', takeId: 't-a' as TakeId, mediaId: 'm-a' as MediaId } as const
    expect(edited({ kind: 'replace-take', itemId: id('b'), source, shotId: null })).toEqual([null, null, null])
    refused(sequence, { kind: 'moment', itemId: id('b'), frame: 30 }).toThrow('not in this clip')
  })

  test('lands on the nearest beat, then on the next, as far as the take reaches', () => {
    const beats = [0, 12, 15, 22, 29, 36]
    expect(landing(marked(16), id('b'), beats, context)).toBe(1)
    expect(landing(marked(15), id('b'), beats, context)).toBe(-7)
    expect(landing(marked(22), id('b'), beats, context)).toBe(-7)
    // The take has ten frames before the clip: what would need more is passed over.
    expect(landing(marked(15), id('b'), [12, 15, 26], context)).toBe(3)
    expect(landing(marked(14), id('b'), [29], context)).toBeNull()
    expect(landing(sequence, id('b'), beats, context)).toBeNull()
  })
})

describe('E33 switch', () => {
  test('off and on again leaves the cut as it was, and both halves of what is off are off', () => {
    const sequence = cut('a10 b8')
    const off: Edit = { kind: 'switch', itemIds: [id('a'), id('b')], isOff: true }
    const halves = applyEdits(sequence, [off, { kind: 'blade', frame: 4, trackNames: null }], LONG)
    expect(halves.tracks[0]!.items.map(item => item.kind === 'clip' && item.isOff)).toEqual([true, true, true])
    expect(applyEdits(sequence, [off, { ...off, isOff: false }], LONG)).toEqual(sequence)
    expect(applyEdits(sequence, [{ ...off, isOff: false }], LONG)).toBe(sequence)
    refused(cut('a4 .4'), { ...off, itemIds: [id('gap-1')] }).toThrow('That place is empty.')
    refused(sequence, { ...off, itemIds: [id('song')] }).toThrow('The song is pinned')
  })
})

describe('E22 replace take, E23 speed, E25 stretch', () => {
  const other = (take: string) =>
    ({
      kind: 'replace-take',
      itemId: id('a'),
      source: { kind: 'take', takeId: `t-${take}` as TakeId, mediaId: `m-${take}` as MediaId },
      shotId: null,
    }) as const

  test('another take begins a handle in, or nearer where it is short', () => {
    expect(after(cut('a40 b8'), other('n'))).toBe('a40+12 b8')
    expect(after(cut('a40 b8'), other('n'), lengths({ n: 46 }))).toBe('a40+3 b8')
    expect(after(cut('a40 b8'), other('n'), lengths({ n: 30 }))).toBe('a40 b8')
  })

  const speed = (numerator: number, denominator: number) =>
    ({ kind: 'speed', itemId: id('a'), speed: { numerator, denominator } }) as const

  test('faster begins earlier where the take would end, and is refused where it is too short', () => {
    const sequence = cut('a40+30 b8')
    expect(after(sequence, speed(150, 100))).toBe('a40+30 b8')
    expect(after(sequence, speed(2, 1))).toBe('a40+20 b8')
    refused(sequence, speed(3, 1)).toThrow('at most 250 %')
    expect(applyEdits(sequence, [speed(150, 100)], LONG).tracks[0]!.items[0]).toMatchObject({
      speed: { numerator: 3, denominator: 2 },
    })
  })

  test('a stretched clip plays the same part of its take', () => {
    const stretched = applyEdits(cut('a40+30 b8'), [{ kind: 'stretch', itemId: id('a'), edge: 'end', frame: 44 }], LONG)
    expect(drawn(stretched)).toBe('a44+30 b4+4')
    expect(stretched.tracks[0]!.items[0]).toMatchObject({ speed: { numerator: 10, denominator: 11 } })
    expect(after(cut('a40 b8'), { kind: 'stretch', itemId: id('a'), edge: 'end', frame: 30 })).toBe('a30 .10 b8')
  })

  test('a clip whose last frame outlasts its take is stretched to the end of the take and no further', () => {
    const sequence = cut('a47+10 b40')
    const [track, ...tracks] = sequence.tracks
    const [first, ...rest] = track!.items
    const items = [{ ...(first as Clip), speed: { numerator: 3, denominator: 2 } }, ...rest]
    const fast = { ...sequence, tracks: [{ ...track!, items }, ...tracks] }
    const edit = { kind: 'stretch', itemId: id('a'), edge: 'end', frame: 70 } as const
    const stretched = applyEdits(fast, [edit], lengths({ a: 80 }))
    expect(stretched.tracks[0]!.items[0]).toMatchObject({ frameCount: 70, speed: { numerator: 1, denominator: 1 } })
  })
})

describe('E26 transitions', () => {
  const change = (style: 'cut' | 'dissolve' | 'dip', frames: number) =>
    ({ kind: 'transition', itemId: id('b'), style, frames }) as const

  test('are as long as clips and takes leave room; a dip needs no handles', () => {
    expect(after(cut('a10 b10+20'), change('dissolve', 8))).toBe('a10 (4|4) b10+20')
    expect(after(cut('a10 b10+2'), change('dissolve', 8))).toBe('a10 (2|4) b10+2')
    expect(after(cut('a10 b10'), change('dip', 8), lengths({ a: 10 }))).toBe('a10 dip(4|4) b10')
    expect(after(cut('a10 b10+20'), change('dissolve', 90))).toBe('a10 (10|10) b10+20')
    refused(cut('a10 b10'), change('dissolve', 8), lengths({ a: 10, b: 10 })).toThrow('a dip needs none')
  })

  test('go away again, keep to the room a trim leaves, and go with their clip', () => {
    const sequence = applyEdits(cut('a10 b10+20 c9'), [change('dissolve', 8)], LONG)
    expect(after(sequence, change('cut', 0))).toBe('a10 b10+20 c9')
    expect(after(sequence, { kind: 'roll', itemId: id('b'), frame: 3 })).toBe('a3 (3|4) b17+13 c9')
    expect(after(sequence, { kind: 'clear', itemIds: [id('b')] })).toBe('a10 .10 c9')
    expect(after(sequence, { kind: 'ripple-delete', itemIds: [id('a')] })).toBe('b10+20 c19')
  })
})

test('E27 fades, E28 head and tail', () => {
  const sequence = cut('a10 *b8', { markers: [{ frame: 10, label: 'chorus' }] })
  const longer = applyEdits(sequence, [{ kind: 'film', headFrames: 5, tailFrames: 3 }], LONG)
  expect([drawn(longer), drawn(longer, 'A1')]).toEqual(['.5 a10 b8 .3', '.5 song18 .3'])
  expect([longer.markers[0]!.frame, longer.anchorFrames[0]]).toEqual([15, 15])
  expect(checkSequence(longer)).toEqual([])
  const shorter = applyEdits(longer, [{ kind: 'film', headFrames: 0, tailFrames: 0 }], LONG)
  expect(shorter).toMatchObject({ film: sequence.film, markers: sequence.markers, anchorFrames: [10] })
  expect([drawn(shorter), drawn(shorter, 'A1')]).toEqual(['a10 b8', 'song18'])
  const faded = applyEdits(sequence, [{ kind: 'fades', fadeInFrames: 4, fadeOutFrames: 6 }], LONG)
  expect(faded).toMatchObject({ fadeInFrames: 4, fadeOutFrames: 6 })
  refused(sequence, { kind: 'fades', fadeInFrames: 10, fadeOutFrames: 10 }).toThrow('longer than the film')
})

test('E24 anchors, E29 markers', () => {
  const sequence = cut('a10 b8')
  const pinned = applyEdits(sequence, [{ kind: 'anchor', frame: 10 }], LONG)
  expect(pinned.anchorFrames).toEqual([10])
  expect(applyEdits(pinned, [{ kind: 'anchor', frame: 10 }], LONG).anchorFrames).toEqual([])
  refused(sequence, { kind: 'anchor', frame: 9 }).toThrow('Anchors stand on cuts')
  const marked = applyEdits(
    sequence,
    [
      { kind: 'add-marker', frame: 9, label: 'too dark' },
      { kind: 'add-marker', frame: 4, label: 'door' },
      { kind: 'change-marker', marker: { frame: 4, label: 'door' }, to: { frame: 12, label: 'the door' } },
    ],
    LONG,
  )
  expect(marked.markers.map(({ frame, label }) => `${frame} ${label}`)).toEqual(['9 too dark', '12 the door'])
  expect(
    applyEdits(marked, [{ kind: 'remove-marker', marker: marked.markers[0]! }], LONG).markers.map(m => m.frame),
  ).toEqual([12])
  refused(marked, { kind: 'add-marker', frame: 9, label: 'too dark' }).toThrow('such a marker')
  refused(sequence, { kind: 'remove-marker', marker: { frame: 1, label: '' } }).toThrow('not there any more')
})

test('the song, and clips that are gone, cannot be edited', () => {
  refused(cut('a10'), { kind: 'clear', itemIds: [id('song')] }).toThrow('The song is pinned')
  refused(cut('a10'), { kind: 'slip', itemId: id('z'), frames: 1 }).toThrow('not in this cut any more')
})
