import { expect, test } from 'vitest'
import type { ModelSizes } from '#model/catalogue.ts'
import { sizeWords } from './size-words.ts'

const of = (wire: string | undefined): { sizes: ModelSizes } => ({
  sizes: { kind: 'listed', sizes: [{ width: 1280, height: 720, wire }] },
})

test.each([
  ['1280:720', { ratio: '1280:720' }, { ratio: '1280:720' }],
  ['720p', { resolution: '720p' }, { resolution: '720p' }],
  ['16:9 2k', { ratio: '16:9', resolution: '2k' }, { ratio: '16:9', resolution: '2k' }],
  ['16:9 720p|720p', { ratio: '16:9', resolution: '720p' }, { resolution: '720p' }],
  ['1280:720|auto_720p', { ratio: '1280:720' }, { ratio: 'auto_720p' }],
  [undefined, {}, {}],
])('the words %s are read for a text, and for a picture', (wire, plain, withPicture) => {
  const spec = { width: 1280, height: 720 }
  expect(sizeWords(of(wire), spec, false)).toEqual(plain)
  expect(sizeWords(of(wire), spec, true)).toEqual(withPicture)
})

test('a size that is not listed any more is the nearest that is', () => {
  expect(sizeWords(of('720p'), { width: 1920, height: 1080 }, false)).toEqual({ resolution: '720p' })
})
