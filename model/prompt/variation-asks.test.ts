import { expect, test } from 'vitest'
import { variationAsks } from './variation-asks.ts'

test('W5 a shot is asked for once for each variation of prompt and camera move', () => {
  const { count, asks } = variationAsks({ prompt: 'a {wet|dry} road', camera: '{push in|pull out}', style: 'grain' })
  expect(count).toBe(4)
  expect(asks[1]).toEqual({
    parts: { prompt: 'a wet road', camera: 'pull out', style: 'grain' },
    label: 'wet, pull out',
  })
  expect(variationAsks({ prompt: 'a road', camera: '' }).asks).toEqual([
    { parts: { prompt: 'a road', camera: '' }, label: '' },
  ])
})
