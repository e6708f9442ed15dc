import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ticks, ticksFromFrames, ticksFromSeconds, TICKS_PER_SECOND } from './time.ts'
import { framesToAsk, linkedNode, workflowSchema } from './workflow.ts'

const graph = { 1: { class_type: 'SaveVideo', inputs: { text: '', width: 1, height: 1, length: 1 } } }
const slot = (input: string) => ({ node: '1', input })
const file = {
  title: 'Mine',
  graph,
  inputs: { prompt: slot('text'), width: slot('width'), height: [slot('height')], length: slot('length') },
  lengthRule: { multipleOf: 4, plus: 1 },
  rate: { numerator: 16, denominator: 1 },
  needs: { nodes: [], models: [] },
}

test('a workflow file is read, one place of an input as a list of one', () => {
  expect(workflowSchema.parse(file).inputs).toMatchObject({ prompt: [slot('text')], height: [slot('height')] })
  expect(workflowSchema.safeParse({ ...file, graph: {} }).success).toBe(false)
  expect(workflowSchema.safeParse({ ...file, inputs: { prompt: slot('text') } }).success).toBe(false)
  expect(workflowSchema.safeParse({ ...file, lengthRule: { multipleOf: 4, plus: 4 } }).success).toBe(false)
})

test.each([
  [{ multipleOf: 4, plus: 1 }, 16, 5, 81],
  [{ multipleOf: 4, plus: 1 }, 16, 0.1, 5],
  [{ multipleOf: 8, plus: 1 }, 24, 5, 121],
  [{ multipleOf: 17, plus: 5 }, 24, 5, 124],
  [{ multipleOf: 17, plus: 5 }, 24, 0.1, 5],
  [{ multipleOf: 1, plus: 0 }, 24, 1, 24],
])('frames by the rule %o at %i fps for %d s', (lengthRule, fps, seconds, frames) => {
  expect(framesToAsk({ lengthRule, rate: { numerator: fps, denominator: 1 } }, ticksFromSeconds(seconds))).toBe(frames)
})

test('the frames asked for cover the length, and a step fewer would not', () => {
  const rule = fc.constantFrom(
    { multipleOf: 4, plus: 1 },
    { multipleOf: 8, plus: 1 },
    { multipleOf: 17, plus: 5 },
    { multipleOf: 1, plus: 0 },
  )
  const length = fc.integer({ min: 1, max: 20 * TICKS_PER_SECOND })
  fc.assert(
    fc.property(rule, fc.integer({ min: 1, max: 60 }), length, (lengthRule, fps, asked) => {
      const rate = { numerator: fps, denominator: 1 }
      const frames = framesToAsk({ lengthRule, rate }, ticks(asked))
      const { multipleOf, plus } = lengthRule
      expect((frames - plus) % multipleOf).toBe(0)
      expect(ticksFromFrames(frames, rate)).toBeGreaterThanOrEqual(asked)
      const fewer = frames - multipleOf
      const isClip = fewer > 1 && fewer >= plus
      expect(isClip && ticksFromFrames(fewer, rate) >= asked).toBe(false)
    }),
  )
})

test('a link is a node and the number of one of its outputs', () => {
  expect([['7', 0], [7, 1], ['7', 'a'], 'seven', [1, 2, 3], null].map(linkedNode)).toEqual([
    ...['7', '7', null, null, null, null],
  ])
})
