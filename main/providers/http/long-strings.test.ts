import { expect, test } from 'vitest'
import { createBase64Decoder, longStringOf, readWithoutLongStrings } from './long-strings.ts'

const LONG = 100_000

/** The body in pieces of that many bytes. */
async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size)
    await Promise.resolve()
  }
}

test.each([1, 7, 1000, 65_536, 1_000_000])(
  'long strings are handed on, all else is kept (pieces of %i)',
  async size => {
    const bytes = Buffer.from(Array.from({ length: LONG }, (_, index) => index % 256))
    const clip = bytes.toString('base64').replaceAll('/', '\\/').replaceAll('=', '\\u003d')
    const quoted = `${'x'.repeat(LONG)}\\"\\\\`
    const text = `{"a":"ä\\"b","first":"${quoted}","empty":"","clip":"${clip}","n":[1,"z"],"${'k'.repeat(60_000)}":true}`
    const decoder = createBase64Decoder()
    const pieces: Buffer[] = []
    let firstLength = 0
    const left = await readWithoutLongStrings(inPieces(text, size), (index, piece) => {
      if (index === 1) pieces.push(decoder.decode(piece))
      else firstLength += piece.length
    })
    const json = JSON.parse(left) as Record<string, string>
    expect(json).toMatchObject({ a: 'ä"b', empty: '', n: [1, 'z'] })
    expect([json['first'], json['clip'], 'a'].map(one => longStringOf(one!))).toEqual([0, 1, null])
    expect(firstLength).toBe(quoted.length)
    expect(Buffer.concat([...pieces, decoder.end()]).equals(bytes)).toBe(true)
  },
)

test('what is written as a mark is none', () => {
  expect(longStringOf('long string 0')).toBeNull()
})

test('a body is read to its end, or not at all', async () => {
  expect(await readWithoutLongStrings(inPieces('{"a":"cut', 4), () => {})).toBe('{"a":"')
  const endless = (async function* () {
    yield Buffer.from('{"a":"')
    for (;;) yield Buffer.alloc(1024 ** 2, 0x61)
  })()
  await expect(readWithoutLongStrings(endless, () => {})).rejects.toMatchObject({ code: 'service/too-large' })
  const much = (async function* () {
    for (;;) yield Buffer.from('1,'.repeat(500_000))
  })()
  await expect(readWithoutLongStrings(much, () => {})).rejects.toMatchObject({ code: 'service/too-large' })
})
