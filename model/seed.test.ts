import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededUnit, takeSeed } from './seed.ts'

test('P16 a take’s seed is always the same, and another for each project, shot and take', () => {
  expect(takeSeed(1, 1, 1)).toBe(685_158_577)
  const seeds = new Set<number>()
  for (let shot = 1; shot <= 100; shot += 1) {
    for (let take = 1; take <= 10; take += 1) for (const project of [1, 2]) seeds.add(takeSeed(project, shot, take))
  }
  expect(seeds.size).toBe(2000)
})

test('P16 seeds fit 31 bits', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (project, shot, take) => {
      const seed = takeSeed(project, shot, take)
      expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true)
    }),
  )
})

test('P9 seeded chance lies in [0, 1), spreads evenly, and depends on nothing but seed and key', () => {
  const values = Array.from({ length: 1000 }, (_, index) => seededUnit(7, `shot-${index}`))
  expect(values.every(value => value >= 0 && value < 1)).toBe(true)
  for (const tenth of [0, 3, 6, 9]) {
    const count = values.filter(value => Math.floor(value * 10) === tenth).length
    expect(count).toBeGreaterThan(60)
    expect(count).toBeLessThan(140)
  }
  expect(seededUnit(7, 'a')).toBe(seededUnit(7, 'a'))
  expect(seededUnit(8, 'a')).not.toBe(seededUnit(7, 'a'))
})
