import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogueSchema, longestClip, smallestCovering, type ModelEntry } from './catalogue.ts'
import { clipSize } from './clip-size.ts'
import type { MediaId } from './ids.ts'
import type { RequestSpec } from './request.ts'
import { partsOfSent } from './prompt/what-is-sent.ts'
import { reshoot } from './reshoot.ts'
import { ticksFromSeconds } from './time.ts'

function model(id: string, parts: Partial<ModelEntry> = {}): ModelEntry {
  const entry = {
    ...{ id, provider: 'service', title: id, version: 1, takesFirstFrame: true, takesLastFrame: true },
    ...{ takesSeed: true, takesNegative: true, price: { kind: 'free' } },
    lengths: { kind: 'any', minSeconds: 1, maxSeconds: 20 },
    sizes: { kind: 'any', multipleOf: 2, maxPixels: 4_000_000 },
  }
  const service = { id: 'service', family: 'fal', title: 'Service', baseUrl: null, key: null }
  const limits = { inFlight: 1, perMinute: null }
  const { models } = catalogueSchema.parse({ services: [{ ...service, limits }], models: [entry] })
  return { ...models[0]!, ...parts }
}

const SPEC: RequestSpec = {
  ...{ provider: 'service', model: 'old', modelVersion: 1, prompt: 'a river', style: 'grain', negative: 'rain' },
  ...{ cameraMove: '', seed: 7, width: 1280, height: 720, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(5), firstFrame: 'a' as MediaId, lastFrame: 'b' as MediaId },
}

test('K3 the same clip on another model: what it does not take is left out, and all of that is told', () => {
  const from = model('old', { price: { kind: 'per-second', microUsd: 100_000 } })
  const to = model('new', {
    provider: 'other',
    version: 3,
    lengths: { kind: 'listed', seconds: [4, 8, 12] },
    sizes: { kind: 'listed', sizes: [{ width: 854, height: 480 }] },
    rates: [16],
    ...{ takesFirstFrame: false, takesLastFrame: false, takesSeed: false, takesNegative: false, takesTextAlone: false },
    audio: 'always',
    maxPromptChars: 10,
    price: { kind: 'per-clip', microUsd: 900_000 },
  })
  const { spec, changes } = reshoot(SPEC, { from, to })
  expect(spec).toEqual({
    ...SPEC,
    ...{ provider: 'other', model: 'new', modelVersion: 3, askTicks: ticksFromSeconds(8), width: 854, height: 480 },
    ...{ negative: '', firstFrame: null, lastFrame: null, text: 'a river. Style: grain. Avoid: rain' },
  })
  expect(changes).toEqual([
    { kind: 'longer', fromTicks: ticksFromSeconds(5), toTicks: ticksFromSeconds(8) },
    { kind: 'size', from: { width: 1280, height: 720 }, to: { width: 854, height: 480 } },
    { kind: 'rate', film: 24, to: 16 },
    ...[
      'counter-words-in-prompt',
      'no-seed',
      'no-first-frame',
      'no-last-frame',
      'needs-first-frame',
      'gains-sound',
    ].map(kind => ({ kind })),
    { kind: 'prompt-too-long', chars: 34, maxChars: 10 },
    { kind: 'price', from: 500_000, to: 900_000 },
  ])
})

test('K3 V18 another rate than the film has is told where it is not what it was before', () => {
  const kinds = (from: number[] | undefined, to: number[] | undefined) =>
    reshoot(SPEC, { from: model('old', from && { rates: from }), to: model('new', to && { rates: to }) }).changes
  expect(kinds(undefined, [24])).toEqual([])
  expect(kinds([24], [30])).toEqual([{ kind: 'rate', film: 24, to: 30 }])
  expect([kinds([30], [30]), kinds([30], undefined)]).toEqual([[], []])
})

test('K3 W7 words are put together anew for the other model, alternatives and variables among them as they were sent', () => {
  const sent = { ...SPEC, prompt: 'a {{river}} {or|so}', text: 'as the old model was sent it', negative: '' }
  const to = model('new', { takesNegative: false, countsIn: 'bytes', maxPromptChars: 12 })
  const { spec, changes } = reshoot(sent, { from: model('old'), to, template: '{look} / {prompt}' })
  expect(spec).toMatchObject({ prompt: sent.prompt, text: 'grain / a {{river}} {or|so}' })
  expect(changes).toEqual([{ kind: 'prompt-too-long', chars: 27, maxChars: 12 }])
  expect(reshoot({ ...SPEC, text: 'x' }, { from: model('old'), to, template: '{prompt}' })).toMatchObject({
    spec: { text: 'a river', negative: '' },
    changes: [{ kind: 'no-counter-words' }],
  })
  const fields = model('drawn', { provider: 'animatic' })
  expect(reshoot(sent, { from: model('old'), to: fields }).spec).not.toHaveProperty('text')
})

test('K3 of a model that nobody knows any more the clip can still be made again', () => {
  const { changes } = reshoot(SPEC, { from: undefined, to: model('new', { takesSeed: false }) })
  expect(changes).toEqual([{ kind: 'no-seed' }, { kind: 'price', from: null, to: 0 }])
})

test('K3 where even the longest clip is too short, it is asked for, and told', () => {
  const to = model('new', { lengths: { kind: 'listed', seconds: [3, 4] } })
  const { spec, changes } = reshoot(SPEC, { from: model('old'), to })
  expect(spec.askTicks).toBe(ticksFromSeconds(4))
  expect(changes).toEqual([{ kind: 'shorter', fromTicks: ticksFromSeconds(5), toTicks: ticksFromSeconds(4) }])
})

const seconds = fc.integer({ min: 1, max: 20 })
const size = fc.constantFrom({ width: 1280, height: 720 }, { width: 720, height: 1280 }, { width: 1920, height: 1080 })
const anyModel = (id: string): fc.Arbitrary<ModelEntry> =>
  fc
    .record({
      lengths: fc.oneof(
        fc.record({ kind: fc.constant('listed' as const), seconds: fc.array(seconds, { minLength: 1 }) }),
        seconds.map(minSeconds => ({ kind: 'any' as const, minSeconds, maxSeconds: minSeconds + 4 })),
      ),
      sizes: fc.oneof(
        fc.record({ kind: fc.constant('listed' as const), sizes: fc.array(size, { minLength: 1 }) }),
        fc.constant({ kind: 'any' as const, multipleOf: 16, maxPixels: 2_100_000 }),
      ),
      ...{ takesFirstFrame: fc.boolean(), takesLastFrame: fc.boolean() },
      ...{ takesSeed: fc.boolean(), takesNegative: fc.boolean(), takesTextAlone: fc.boolean() },
    })
    .map(parts => model(id, parts))
const still = fc.constantFrom(null, 'a' as MediaId)

/** What the model could have been asked for. */
const specOf = ({ id, lengths, sizes, ...takes }: ModelEntry): fc.Arbitrary<RequestSpec> =>
  fc.record({ asked: seconds, size, negative: fc.constantFrom('', 'rain'), first: still, last: still }).map(wish => ({
    ...SPEC,
    model: id,
    askTicks: smallestCovering(lengths, ticksFromSeconds(wish.asked)) ?? longestClip(lengths),
    width: clipSize(sizes, wish.size).width,
    height: clipSize(sizes, wish.size).height,
    negative: takes.takesNegative ? wish.negative : '',
    firstFrame: takes.takesFirstFrame ? wish.first : null,
    lastFrame: takes.takesLastFrame ? wish.last : null,
  }))
const anyTrip = fc
  .record({ from: anyModel('old'), to: anyModel('new') })
  .chain(models => specOf(models.from).map(spec => ({ ...models, spec })))

test('K3 what is asked of the other model is what that model makes, and asked of it again the same', () => {
  fc.assert(
    fc.property(anyTrip, ({ from, to, spec }) => {
      const { spec: next } = reshoot(spec, { from, to })
      const allowed = clipSize(to.sizes, next)
      expect({ width: next.width, height: next.height }).toEqual({ width: allowed.width, height: allowed.height })
      expect(smallestCovering(to.lengths, next.askTicks)).toBe(next.askTicks)
      expect(to.takesNegative || next.negative === '').toBe(true)
      expect(to.takesFirstFrame || next.firstFrame === null).toBe(true)
      expect(reshoot(next, { from: to, to }).spec).toBe(next)
      expect({ ...next, seed: spec.seed, prompt: spec.prompt, style: spec.style }).toEqual(next)
    }),
  )
})

test('K3 there and back again: what no change was told of comes back as it was', () => {
  fc.assert(
    fc.property(anyTrip, ({ from, to, spec }) => {
      const there = reshoot(spec, { from, to })
      const back = reshoot(there.spec, { from: to, to: from }).spec
      const told = new Set(there.changes.map(({ kind }) => kind))
      const kept = <Key extends keyof RequestSpec>(keys: readonly Key[], ...kinds: readonly string[]) =>
        kinds.some(kind => told.has(kind as never)) ? [] : keys
      const same = [
        ...kept(['askTicks'], 'longer', 'shorter'),
        ...kept(['width', 'height'], 'size'),
        ...kept(['negative'], 'counter-words-in-prompt'),
        ...kept(['firstFrame'], 'no-first-frame'),
        ...kept(['lastFrame'], 'no-last-frame'),
      ]
      expect(same.map(key => back[key])).toEqual(same.map(key => spec[key]))
      expect({ ...back, prompt: spec.prompt, seed: spec.seed, model: spec.model }).toEqual(back)
    }),
  )
})

test('K3 W20 reference pictures go along as far as the other model takes them, and another number is told', () => {
  const references = ['c', 'd', 'e'] as MediaId[]
  const [from, fewer, none] = [3, 2, 0].map(most => model(`takes-${most}`, { maxReferenceStills: most }))
  const open = { ...SPEC, firstFrame: null, lastFrame: null, references }
  const asked = (to: ModelEntry, spec: RequestSpec = open) => {
    const { spec: next, changes } = reshoot(spec, { from: from!, to })
    return [next.references, changes]
  }
  expect(asked(fewer!)).toEqual([['c', 'd'], [{ kind: 'references', from: 3, to: 2 }]])
  expect(asked(none!)).toEqual([undefined, [{ kind: 'references', from: 3, to: 0 }]])
  const both = { ...fewer!, takesReferencesWithFrames: true }
  expect(asked(fewer!, { ...SPEC, references })).toEqual([[], [{ kind: 'references', from: 3, to: 0 }]])
  expect(asked(both, { ...SPEC, references: ['c' as MediaId] })).toEqual([['c'], []])
  // Of a shot, its stills of now; those of a take, as they were sent.
  const stills = [...references, 'f' as MediaId]
  const said = {
    ...partsOfSent(open),
    prompt: '{{mara}}',
    variables: [{ group: '', name: 'mara', text: 'Mara', stills }],
  }
  const { references: _none, ...untold } = open
  expect(reshoot(untold, { from: none!, to: from!, parts: said })).toMatchObject({
    spec: { references },
    changes: [{ kind: 'references', from: 0, to: 3 }],
  })
  expect(reshoot(untold, { from: none!, to: from!, parts: said, isBound: true }).spec.references).toEqual([])
})
