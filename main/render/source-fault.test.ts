import { expect, test } from 'vitest'
import { readFailureIn, sourceNames } from './source-fault.ts'

const found = (stderr: string): string | undefined => readFailureIn(stderr, ['/a/x: y.mp4', '/a/z.mp4'])

test('a source that could not be read on is found in the words of every version', () => {
  expect(found('x\n[mov,mp4 @ 0x55] stream 0, offset 0x3045: partial file\ny')).toBe('the file ends too early')
  expect(found('file:/a/x: y.mp4: Input/output error\n')).toBe('Input/output error')
  expect(found('file:/a/z.mp4: Stale file handle\r\n')).toBe('Stale file handle')
  expect(found('[in#0/mov,mp4 @ 0x55] Error during demuxing: Input/output error')).toBe('Input/output error')
})

test('what is wrong inside the bytes is not a failure to read them', () => {
  expect(found('')).toBeUndefined()
  expect(found('file:/a/z.mp4: corrupt input packet in stream 0')).toBeUndefined()
  expect(found('file:/a/z.mp4: Invalid data found when processing input')).toBeUndefined()
  expect(found('[in#0/avi @ 0x55] Error during demuxing: Invalid data found when processing input')).toBeUndefined()
  expect(found('Error while decoding stream #0:0: Invalid data found when processing input')).toBeUndefined()
  expect(found('file:/a/other.mp4: No such file or directory')).toBeUndefined()
})

test('a source is called as a person knows it', () => {
  expect(sourceNames([`/library/media/ab/${'ab'.repeat(32)}-A field.mp4`, '/clips/two.mov'])).toBe(
    'A field.mp4 and two.mov',
  )
})
