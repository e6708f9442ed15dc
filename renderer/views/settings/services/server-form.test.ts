import { expect, test } from 'vitest'
import { readModels, typedModels } from './server-form.ts'

const wan = { name: ' wan2.2 ', sizes: '1280x720, 720 × 1280', seconds: '4; 8, 12.5' }

test('what is typed is read, and stands there again when it is changed', () => {
  const sizes = [
    { width: 1280, height: 720 },
    { width: 720, height: 1280 },
  ]
  const read = readModels([wan])
  expect(read).toEqual({ kind: 'models', models: [{ name: 'wan2.2', sizes, seconds: [4, 8, 12.5] }] })
  const kept = {
    ...{ id: 'x/wan', title: 'wan2.2', wireName: 'wan2.2', retired: null, isOwnWorkflow: false, isExtended: false },
    sizes: { kind: 'listed', sizes },
    lengths: { kind: 'listed', seconds: [4, 8, 12.5] },
    price: { kind: 'free' },
  } as const
  const models = [
    { ...kept, sizes: { ...kept.sizes, sizes: [...sizes] }, lengths: { ...kept.lengths, seconds: [4, 8, 12.5] } },
  ]
  expect(typedModels({ models })).toEqual([{ name: 'wan2.2', sizes: '1280x720, 720x1280', seconds: '4, 8, 12.5' }])
})

test.each([
  [{ name: ' ' }, 'Each model needs its name.'],
  [{ sizes: '1280' }, /^The sizes of “wan2\.2” are not/],
  [{ sizes: '' }, /^The sizes of/],
  [{ sizes: '1280x720, 9999x9' }, /^The sizes of/],
  [{ seconds: 'five' }, /^The lengths of “wan2\.2” are not/],
  [{ seconds: '4, 9999' }, /^The lengths of/],
])('what is not as it should be is said in a sentence: %o', (changed, sentence) => {
  expect(readModels([{ ...wan, ...changed }])).toEqual({
    kind: 'trouble',
    sentence: expect.stringMatching(sentence) as string,
  })
})
