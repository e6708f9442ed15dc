import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { POSTER_HEIGHT, POSTER_WIDTH, posterDrawing } from './poster-drawing.ts'

test('is the same for the same project and differs between projects', () => {
  expect(posterDrawing('a')).toEqual(posterDrawing('a'))
  expect(new Set(['a', 'b', 'c', 'd'].map(id => JSON.stringify(posterDrawing(id)))).size).toBe(4)
})

test('openings shrink towards a point well inside the picture', () => {
  assert(
    property(string(), id => {
      const { openings, near, far } = posterDrawing(id)
      for (const [index, opening] of openings.slice(1).entries())
        expect(opening.width).toBeLessThan(openings[index]!.width)
      const last = openings.at(-1)!
      expect(last.x).toBeGreaterThan(POSTER_WIDTH * 0.3)
      expect(last.x).toBeLessThan(POSTER_WIDTH * 0.7)
      expect(last.y).toBeGreaterThan(POSTER_HEIGHT * 0.3)
      expect(last.y).toBeLessThan(POSTER_HEIGHT * 0.7)
      expect(near).not.toBe(far)
    }),
  )
})
