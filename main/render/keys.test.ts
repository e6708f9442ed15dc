import { expect, test } from 'vitest'
import type { MediaId } from '#model/ids.ts'
import type { Piece } from '#model/render-plan.ts'
import { ticks } from '#model/time.ts'
import { filmKey, pieceKey, soundKey, type KeyBase } from './keys.ts'

const base: KeyBase = {
  ffmpeg: { version: '6.0' },
  format: { rate: { numerator: 24, denominator: 1 }, width: 320, height: 180 },
  encoderArgs: ['-crf', '20'],
  captionLook: 'white on black',
  burnInLook: null,
}
const source = {
  kind: 'take',
  mediaId: 'm' as MediaId,
  startTicks: ticks(0),
  speed: { numerator: 1, denominator: 1 },
  caption: null,
} as const
const piece: Piece = { startFrame: 10, endFrame: 20, content: { kind: 'solo', source }, fades: [] }

test('a key changes with all that the bytes depend on, and with nothing else', () => {
  const key = pieceKey(piece, base)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(pieceKey({ ...piece, startFrame: 30, endFrame: 40 }, base)).toBe(key)
  expect(pieceKey({ fades: [], content: piece.content, endFrame: 20, startFrame: 10 }, base)).toBe(key)
  const changed = [
    pieceKey({ ...piece, endFrame: 21 }, base),
    pieceKey({ ...piece, content: { kind: 'solo', source: { ...source, startTicks: ticks(1) } } }, base),
    pieceKey({ ...piece, content: { kind: 'solo', source: { ...source, caption: { number: 1, text: 'a' } } } }, base),
    pieceKey({ ...piece, fades: [{ direction: 'in', startFrame: 0, frames: 5 }] }, base),
    pieceKey(piece, { ...base, ffmpeg: { version: '7.0' } }),
    pieceKey(piece, { ...base, encoderArgs: ['-crf', '21'] }),
    pieceKey(piece, { ...base, format: { ...base.format, width: 322 } }),
  ]
  expect(new Set([key, ...changed]).size).toBe(changed.length + 1)
})

test('pieces that were kept by earlier versions are still found', () => {
  expect(pieceKey(piece, base)).toBe('446657fa54e09f784e653e426cafd36d1cf302323e272a7fe68ed110fc48a440')
  const sound = { mediaId: 's' as MediaId, startTicks: ticks(0), leadFrames: 0, frames: 60 }
  const key = soundKey({ sound, effects: [] }, 60, base.format.rate, { codec: 'aac', kbps: 192 }, base.ffmpeg)
  expect(key).toBe('335d56b0a3a3206e8890a35fbdd43f45e75fa54a7f7f6abb3dad15ddc5e52e14')
})

test('what is burned in belongs to a piece, and so do its place in the film and its look', () => {
  const marked = (filmFrame: number, bar: string): Piece => ({
    ...piece,
    burnIn: { filmFrame, shots: [], bars: [{ frame: 0, text: bar }] },
  })
  const look = { ...base, burnInLook: 'plate' }
  const keys = [
    pieceKey(piece, look),
    pieceKey(marked(10, '1.1'), look),
    pieceKey(marked(11, '1.1'), look),
    pieceKey(marked(10, '1.2'), look),
    pieceKey(marked(10, '1.1'), { ...look, burnInLook: 'other' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('how captions look matters where one is drawn, and nowhere else', () => {
  const other = { ...base, captionLook: 'yellow on blue' }
  expect(pieceKey(piece, other)).toBe(pieceKey(piece, base))
  const captioned: Piece = {
    ...piece,
    content: { kind: 'solo', source: { ...source, caption: { number: 1, text: 'a' } } },
  }
  const looks = [base, other, { ...base, captionLook: null }].map(base => pieceKey(captioned, base))
  expect(new Set(looks).size).toBe(3)
})

test('a film is named by its pieces in their order, its sound and its tags', () => {
  const keys = [
    filmKey(['a', 'b'], 's', {}),
    filmKey(['b', 'a'], 's', {}),
    filmKey(['a', 'b'], undefined, {}),
    filmKey(['a', 'b'], 's', { title: 'x' }),
  ]
  expect(new Set(keys).size).toBe(4)
})
