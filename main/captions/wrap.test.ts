import { assert, constantFrom, integer, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { wrapText } from './wrap.ts'

const byLength = (text: string): number => text.length

test('breaks between words', () => {
  expect(wrapText('one two three four', 9, 3, byLength)).toEqual(['one two', 'three', 'four'])
})

test('keeps punctuation with its word', () => {
  expect(wrapText('alpha (beta), gamma', 8, 4, byLength)).toEqual(['alpha', '(beta),', 'gamma'])
})

test('what does not fit ends in an ellipsis', () => {
  expect(wrapText('one two, three four', 9, 1, byLength)).toEqual(['one two…'])
  expect(wrapText('one two three four five', 9, 2, byLength)).toEqual(['one two', 'three fo…'])
})

test('a word longer than a line is broken between characters as people see them', () => {
  expect(wrapText('👍🏽👍🏽👍🏽', 8, 2, byLength)).toEqual(['👍🏽👍🏽', '👍🏽'])
})

test('scripts without spaces break between words', () => {
  expect(wrapText('孩子们奔向光', 4, 3, byLength).every(line => line.length <= 4)).toBe(true)
})

test('no text, no lines', () => {
  expect(wrapText('', 10, 2, byLength)).toEqual([])
})

test('never more lines than allowed, never wider, and nothing is lost but what the ellipsis stands for', () => {
  const anyText = string({ unit: 'grapheme', maxLength: 80 }).map(text => text.replaceAll(/\s+/g, ' ').trim())
  assert(
    property(anyText, integer({ min: 12, max: 40 }), integer({ min: 1, max: 4 }), (text, width, maxLines) => {
      const lines = wrapText(text, width, maxLines, byLength)
      expect(lines.length).toBeLessThanOrEqual(maxLines)
      const packed = (part: string): string => part.replaceAll(/\s/g, '')
      const written = packed(lines.join(''))
      const isCut = written !== packed(text)
      expect(isCut ? written.at(-1) : '').toBe(isCut ? '…' : '')
      expect(packed(text).startsWith(isCut ? written.slice(0, -1) : written)).toBe(true)
    }),
  )
})

test('no line is wider than allowed', () => {
  const words = string({ unit: constantFrom('a', 'b', ' ', ',', '(', '字'), maxLength: 80 })
  assert(
    property(words, integer({ min: 3, max: 20 }), integer({ min: 1, max: 4 }), (text, width, maxLines) => {
      expect(Math.max(0, ...wrapText(text.trim(), width, maxLines, byLength).map(byLength))).toBeLessThanOrEqual(width)
    }),
  )
})
