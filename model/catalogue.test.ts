import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogueSchema, longestClip, modelById, smallestCovering, type ModelLengths } from './catalogue.ts'
import { TICKS_PER_SECOND, ticks, ticksFromSeconds } from './time.ts'

const LISTED: ModelLengths = { kind: 'listed', seconds: [8, 4, 6] }
const ANY: ModelLengths = { kind: 'any', minSeconds: 1, maxSeconds: 12.5 }

test('P5 the longest clip of a model', () => {
  expect(longestClip(LISTED)).toBe(8 * TICKS_PER_SECOND)
  expect(longestClip(ANY)).toBe(12.5 * TICKS_PER_SECOND)
})

test('P5 the smallest length that covers a need', () => {
  const covering = (allowed: ModelLengths, seconds: number): number | undefined => {
    const found = smallestCovering(allowed, ticksFromSeconds(seconds))
    return found === undefined ? undefined : found / TICKS_PER_SECOND
  }
  expect([0, 4, 4.01, 6.5, 8, 8.01].map(seconds => covering(LISTED, seconds))).toEqual([4, 4, 6, 8, 8, undefined])
  expect([0.2, 5.25, 12.5, 13].map(seconds => covering(ANY, seconds))).toEqual([1, 5.25, 12.5, undefined])
})

test('P5 what covers is allowed, and nothing smaller is', () => {
  const anySeconds = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 })
  fc.assert(
    fc.property(anySeconds, fc.integer({ min: 0, max: 20 * TICKS_PER_SECOND }), (seconds, need) => {
      const found = smallestCovering({ kind: 'listed', seconds }, ticks(need))
      const covering = seconds.map(ticksFromSeconds).filter(length => length >= need)
      expect(found).toBe(covering.length === 0 ? undefined : Math.min(...covering))
    }),
  )
})

test('P17 the catalogue is data, and a model it does not have is refused with those it has', () => {
  const sizes = { kind: 'any', multipleOf: 2, maxPixels: 33_177_600 }
  const price = { kind: 'free' }
  const entry = { id: 'animatic', provider: 'animatic', title: 'Animatic', version: 1, lengths: ANY, sizes, price }
  const service = { id: 'animatic', family: 'animatic', title: 'Animatic', baseUrl: null, key: null }
  const services = [{ ...service, limits: { inFlight: 2, perMinute: null } }]
  const catalogue = catalogueSchema.parse({
    services,
    models: [{ ...entry, takesFirstFrame: true, takesLastFrame: true, takesSeed: true, takesNegative: true }],
  })
  expect(modelById(catalogue, 'animatic').title).toBe('Animatic')
  expect(() => modelById(catalogue, 'veo')).toThrow('There is no model called "veo". Known models: animatic.')
  expect(() => modelById(catalogue, 'veo', 'shot 3')).toThrow(
    'There is no model called "veo" that shot 3 could be asked of. Known models: animatic.',
  )
  expect(catalogueSchema.safeParse({ services, models: [] }).success).toBe(false)
  const upsideDown = { kind: 'any', minSeconds: 9, maxSeconds: 8 }
  const [model] = catalogue.models
  expect(catalogueSchema.safeParse({ services, models: [{ ...model, lengths: upsideDown }] }).success).toBe(false)
})
