import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { Progress } from '#main/progress.ts'
import { formatBar, formatSeconds, progressPrinter } from './terminal.ts'

const halfway: Progress = { stage: 'render', done: 50, total: 100, unit: 'frames', secondsLeft: 75 }

function written(isTTY: boolean, events: Progress[], isEnded = false): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  const printer = progressPrinter(stream)
  for (const event of events) printer.show(event)
  if (isEnded) printer.end()
  return String(stream.read() ?? '')
}

test('a bar shows the share, the count and the time left', () => {
  expect(formatBar(halfway)).toBe('render    [##############..............] 50/100 frames  1:15 left')
  expect(formatSeconds(3599.6)).toBe('60:00')
})

test('a terminal rewrites one line, and ends it when the stage is done', () => {
  const text = written(true, [halfway, { ...halfway, done: 100, secondsLeft: 0 }])
  expect(text.match(/\r/g)).toHaveLength(2)
  expect(text.match(/\n/g)).toHaveLength(1)
})

test('an answer or an error after an open bar begins a line of its own', () => {
  const counting = { ...halfway, total: 0 }
  expect(written(true, [counting])).not.toContain('\n')
  expect(written(true, [counting], true)).toMatch(/\n$/)
  expect(written(true, [halfway], true).match(/\n/g)).toHaveLength(1)
  expect(written(true, [{ ...halfway, done: 100 }], true).match(/\n/g)).toHaveLength(1)
})

test('elsewhere a line is printed at each tenth and no more', () => {
  const events = Array.from({ length: 101 }, (_, done) => ({ ...halfway, done, secondsLeft: null }))
  expect(written(false, events).trim().split('\n')).toHaveLength(11)
})
