import { expect, test } from 'vitest'
import { sentText } from './sent-text.ts'

const FIELDS = { prompt: 'A road', cameraMove: 'push in!', style: ' grain ' }

test('W7 a request that keeps its text is sent it letter by letter', () => {
  expect(sentText({ ...FIELDS, text: 'A road\n--push in ' })).toBe('A road\n--push in ')
})

test('a request from before is sent as it was asked for', () => {
  expect(sentText(FIELDS)).toBe('A road. push in! grain.')
})
