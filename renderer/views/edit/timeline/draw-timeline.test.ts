import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { applyEdits } from '#model/edit/apply.ts'
import { cut, id, lengths } from '#model/edit/testing/some-cut.ts'
import { cutsOf, joinKey } from '#model/seam/joins.ts'
import type { Sequence } from '#model/sequence.ts'
import { STRIP_TILE } from '#model/strip-layout.ts'
import { pictureClips } from '../../../editor/placed-clips.ts'
import { rowsOf } from '../../../editor/rows.ts'
import type { SeamLevel, ToldSeam } from '../../../seams/seam-words.ts'
import { seamAt } from './draw-seams.ts'
import { drawTimeline } from './draw-timeline.ts'
import type { Pen, Scene } from './scene.ts'
import type { TimelineColours } from './timeline-colours.ts'

const SIZE = { width: 800, height: 320, pointsPerUnit: 1 }
const PLAIN = [
  'panel',
  'raised',
  'control',
  'line',
  'lineStrong',
  'text',
  'soft',
  'faint',
  'onNow',
  'warnWash',
  'bad',
  'wave',
  'waveCore',
  'plate',
  'onPlate',
]
const COLOURS = {
  ...Object.fromEntries(PLAIN.map(name => [name, '#888888'])),
  app: '#111111',
  well: '#000000',
  now: '#ff8800',
  warn: '#ffff00',
  plateOk: '#00aa00',
  plateWarn: '#aaaa00',
  plateBad: '#aa0000',
  sections: { intro: '#0000ff', verse: '#00ff00', chorus: '#ff0000' },
} as unknown as TimelineColours

function sceneOf(sequence: Sequence, parts: Partial<Scene> = {}): Scene {
  const film = sequence.film.songFrames
  return {
    sequence,
    facts: {
      sections: [
        { startFrame: 0, endFrame: 40, label: 'verse', name: 'verse' },
        { startFrame: 40, endFrame: film, label: 'chorus', name: 'chorus' },
      ],
      grid: { beats: [], bars: [] },
      plan: new Map(),
      shots: new Map(),
      takes: new Map(),
      sources: new Map(),
      captions: new Map(),
      missing: new Set(),
    },
    rows: rowsOf(sequence, SIZE.height),
    span: { leftFrame: 0, pointsPerFrame: 4, width: SIZE.width, filmFrames: film },
    selection: new Set(),
    trimPoint: null,
    moving: new Set(),
    marks: { inFrame: null, outFrame: null },
    snappedFrame: null,
    peaks: undefined,
    strips: { get: () => null, hasFailed: () => false, still: () => null },
    seams: new Map(),
    colours: COLOURS,
    ...parts,
  }
}

/** Draws a scene; `at` tells the colour at a frame, `y` points below the top of a row. */
function draw(scene: Scene) {
  const canvas = createCanvas(SIZE.width, SIZE.height)
  const pen = canvas.getContext('2d')
  drawTimeline(pen as unknown as Pen, SIZE, scene)
  return (kind: string, frame: number, y: number): number[] => {
    const row = scene.rows.find(candidate => candidate.kind === kind)!
    return [...pen.getImageData(frame * 4 + 1, row.y + y, 1, 1).data.slice(0, 3)]
  }
}

const SEQUENCE = cut('a40 b60 .20 c60')

test('sections carry their colour, and clips that of the section they begin in', () => {
  const at = draw(sceneOf(SEQUENCE))
  expect(at('sections', 20, 0)).toEqual([0, 255, 0])
  expect(at('sections', 100, 0)).toEqual([255, 0, 0])
  expect(at('picture', 20, 0)).toEqual([0, 255, 0])
  expect(at('picture', 60, 0)).toEqual([255, 0, 0])
})

test('what is selected is amber, a gap is empty, and after the film there is nothing', () => {
  const at = draw(sceneOf(SEQUENCE, { selection: new Set([id('b')]) }))
  expect(at('picture', 90, 5)).toEqual([255, 136, 0])
  expect(at('picture', 110, 30)).toEqual([17, 17, 17])
  expect(at('picture', 190, 30)).toEqual([0, 0, 0])
})

test('a clip whose file is gone is a card, though its pictures are known', () => {
  const strip = createCanvas(STRIP_TILE.width, STRIP_TILE.height)
  const paint = strip.getContext('2d')
  paint.fillStyle = '#00ffff'
  paint.fillRect(0, 0, strip.width, strip.height)
  const strips = { get: () => strip as unknown as ImageBitmap, hasFailed: () => false, still: () => null }
  const scene = sceneOf(SEQUENCE, { strips })
  const { source } = pictureClips(SEQUENCE)[0]!.item
  if (source.kind !== 'take') throw new Error('the first clip shows a take')
  const { mediaId } = source
  const sources = new Map([[mediaId, { mediaId, fileName: '', durationTicks: 705_600_000, rate: null, size: null }]])
  const there = { ...scene.facts, sources }
  expect(draw({ ...scene, facts: there })('picture', 10, 40)).toEqual([0, 255, 255])
  expect(draw({ ...scene, facts: { ...there, missing: new Set([mediaId]) } })('picture', 10, 40)).not.toEqual([
    0, 255, 255,
  ])
})

test('a marker stands on the ruler, but not where a section says the same', () => {
  const markers = [
    { frame: 40, label: 'chorus' },
    { frame: 80, label: 'too dark' },
  ]
  const at = draw(sceneOf({ ...SEQUENCE, markers }))
  expect(at('ruler', 80, 5)).toEqual([255, 255, 0])
  expect(at('ruler', 40, 5)).not.toEqual([255, 255, 0])
})

test('a thousand clips, transitions, cards and the plan behind are drawn at every zoom', () => {
  const many = cut(Array.from({ length: 1000 }, (_, index) => `${letters(index)}8`).join(' '))
  const dipped = applyEdits(
    many,
    [{ kind: 'transition', itemId: id(letters(1)), style: 'dip', frames: 4 }],
    lengths({}),
  )
  for (const pointsPerFrame of [0.1, 4, 60]) {
    const span = { leftFrame: 0, pointsPerFrame, width: SIZE.width, filmFrames: 8000 }
    expect(() => draw(sceneOf(dipped, { span, snappedFrame: 3, marks: { inFrame: 2, outFrame: 9 } }))).not.toThrow()
  }
})

/** 0 = a, 25 = z, 26 = ba ... */
function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : letters(Math.floor(index / 26)) + letter
}

function told(way: SeamLevel, speed: SeamLevel): ToldSeam {
  const light = (level: SeamLevel): ToldSeam['way'] => ({ level, figure: 1, faults: [] })
  return {
    ...{ way: light(way), speed: light(speed), light: light('good'), colour: light('good') },
    likeness: { level: 'good', figure: 0.9 },
    flash: { frames: 0, luma: 0, colour: 0 },
    stallBefore: { lowestSpeed: 1, repeats: 0 },
    stallAfter: { lowestSpeed: 1, repeats: 0 },
    isRepeated: false,
  }
}

test('a cut shows four lights, one dot where all are good, the worst alone between narrow clips, and none where it dissolves', () => {
  const lit = (sequence: Sequence, seam: ToldSeam) => {
    const joins = cutsOf(sequence).flatMap(({ join }) => join ?? [])
    const scene = sceneOf(sequence, { seams: new Map(joins.map(join => [joinKey(join), { state: 'measured', seam }])) })
    const { y, height } = scene.rows.find(({ kind }) => kind === 'picture')!
    const at = draw(scene)
    return {
      at: (frame: number) => at('picture', frame, height - 11),
      isUnder: (x: number) => seamAt({ x, y: y + height - 11 }, scene) !== undefined,
    }
  }
  const [ok, warn, bad] = [
    [0, 170, 0],
    [170, 170, 0],
    [170, 0, 0],
  ]
  const wide = lit(SEQUENCE, told('fair', 'poor'))
  expect([36, 38.5, 41, 43.5].map(wide.at)).toEqual([warn, bad, ok, ok])
  expect([wide.isUnder(140), wide.isUnder(180), wide.isUnder(230)]).toEqual([true, true, false])
  const good = lit(SEQUENCE, told('good', 'good'))
  expect(good.at(39.75)).toEqual(ok)
  expect([good.isUnder(160), good.isUnder(180)]).toEqual([true, false])
  const narrow = cut('a40 b8 c60')
  expect(lit(narrow, told('fair', 'poor')).at(39.75)).toEqual(bad)
  expect(lit(narrow, told('good', 'good')).isUnder(160)).toBe(false)
  expect(lit(cut('a40 b3 c60'), told('poor', 'poor')).isUnder(160)).toBe(false)
  const dissolve = { kind: 'transition', itemId: id('b'), style: 'dissolve', frames: 4 } as const
  expect(
    lit(applyEdits(SEQUENCE, [dissolve], lengths({ a: 200, b: 200, c: 200 })), told('poor', 'poor')).isUnder(160),
  ).toBe(false)
})
