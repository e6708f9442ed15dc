import { expect, test } from 'vitest'
import type { ModelSizes } from './catalogue.ts'
import { clipSize, sizesToChoose } from './clip-size.ts'

const FILM = { width: 1280, height: 720 }

test('Q17 of a model that lists its sizes those of the shape of the film can be chosen, the smallest first', () => {
  const sizes: ModelSizes = {
    kind: 'listed',
    sizes: [
      { width: 1920, height: 1080 },
      { width: 720, height: 1280 },
      { width: 854, height: 480, wire: '480p' },
      { width: 1280, height: 720 },
    ],
  }
  expect(sizesToChoose(sizes, FILM).map(({ width }) => width)).toEqual([854, 1280, 1920])
  expect(sizesToChoose(sizes, { width: 1080, height: 1920 }).map(({ width }) => width)).toEqual([720])
})

test('Q17 of a model of any size the usual ones can be chosen as far as it makes them, and each is asked as it is shown', () => {
  const sizes: ModelSizes = { kind: 'any', multipleOf: 16, maxPixels: 1280 * 720 }
  const offered = sizesToChoose(sizes, FILM)
  expect(offered).toEqual([
    { width: 848, height: 480 },
    { width: 1280, height: 720 },
  ])
  for (const size of offered) expect(clipSize(sizes, size)).toEqual(size)
  expect(sizesToChoose(sizes, { width: 720, height: 1280 })).toEqual([
    { width: 480, height: 848 },
    { width: 720, height: 1280 },
  ])
})
