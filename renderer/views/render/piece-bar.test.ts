import { expect, test } from 'vitest'
import { segmentsOf } from './piece-bar.tsx'

test('a segment for each piece, and for several where there are very many', () => {
  expect(segmentsOf(['ready', 'running', 'waiting'])).toEqual(['ready', 'running', 'waiting'])
  const stateOf = (index: number) => (index < 100 ? 'ready' : index === 100 ? 'running' : 'waiting')
  const many = Array.from({ length: 240 }, (_, index) => stateOf(index))
  const segments = segmentsOf(many)
  expect(segments).toHaveLength(120)
  expect(segments.slice(48, 52)).toEqual(['ready', 'ready', 'running', 'waiting'])
})
