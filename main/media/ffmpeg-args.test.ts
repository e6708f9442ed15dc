import { expect, test } from 'vitest'
import { concatList, decimalSeconds, fileArg } from './ffmpeg-args.ts'

test('a path becomes absolute and is marked as a file', () => {
  expect(fileArg('/films/a:b.mp4')).toBe('file:/films/a:b.mp4')
  expect(fileArg('/films/../-x.mp4')).toBe('file:/-x.mp4')
  expect(fileArg('-x.mp4')).toBe(`file:${process.cwd()}/-x.mp4`)
})

test('a concat list quotes what ffmpeg would read as markup', () => {
  expect(concatList([{ path: "/it's 100% [a]\\b.mp4", seconds: 1.5 }])).toBe(
    "ffconcat version 1.0\nfile 'file:/it'\\''s 100% [a]\\b.mp4'\nduration 1.500000\n",
  )
})

test('seconds never have an exponent', () => {
  expect(decimalSeconds(1e-7)).toBe('0.000000')
  expect(decimalSeconds(1 / 24)).toBe('0.041667')
})
