import { expect, test } from 'vitest'
import { readNotes } from './read-notes.ts'

const film = { rate: { numerator: 24, denominator: 1 }, frames: 24 * 240 }
const frameOf = (line: string): number | undefined => readNotes(line, film).notes[0]?.frame

test('times as people write them', () => {
  expect(frameOf('1:23 too dark')).toBe(83 * 24)
  expect(frameOf('01:23 too dark')).toBe(83 * 24)
  expect(frameOf('1:23.5 cut earlier')).toBe(83 * 24 + 12)
  expect(frameOf('0:01:23 too dark')).toBe(83 * 24)
  expect(frameOf('00:01:23:12 the hand is odd')).toBe(83 * 24 + 12)
  expect(frameOf('83s flash')).toBe(83 * 24)
})

test('lists, brackets and spans', () => {
  expect(readNotes('- 1:23: too dark', film).notes).toEqual([{ frame: 1992, text: 'too dark' }])
  expect(readNotes('2) [1:23] too dark', film).notes).toEqual([{ frame: 1992, text: 'too dark' }])
  expect(readNotes('1:23-1:30 loop this', film).notes).toEqual([{ frame: 1992, text: 'loop this' }])
  expect(readNotes('* (1:23 – 1:30) — loop this', film).notes).toEqual([{ frame: 1992, text: 'loop this' }])
})

test('what names no instant of the film is told apart, and nothing is lost', () => {
  const { notes, unread } = readNotes('Hi!\n\n1:02 slow\n9:99 odd\n59:00 too late\n12 shots are fine\n0:30 start', film)
  expect(notes).toEqual([
    { frame: 720, text: 'start' },
    { frame: 1488, text: 'slow' },
  ])
  expect(unread).toEqual(['Hi!', '9:99 odd', '59:00 too late', '12 shots are fine'])
})

test('time code counts at the nominal rate of a film at 23.976', () => {
  const ntsc = { rate: { numerator: 24_000, denominator: 1001 }, frames: 5000 }
  expect(readNotes('00:00:10:00 here', ntsc).notes[0]?.frame).toBe(240)
})
