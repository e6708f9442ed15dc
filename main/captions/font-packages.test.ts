import { expect, test } from 'vitest'
import { captionLook } from './caption.ts'
import { findFontPackages, isMeantFor, parseUnicodeRanges } from './font-packages.ts'

test('reads CSS unicode ranges', () => {
  expect(parseUnicodeRanges('U+0301,U+0400-045F, u+1f1e6-1F1FF')).toEqual([
    [0x301, 0x301],
    [0x400, 0x45f],
    [0x1f1e6, 0x1f1ff],
  ])
})

test('all caption fonts are installed, with Noto Sans first', () => {
  const packages = findFontPackages()
  expect(packages.map(fontPackage => fontPackage.name)).toEqual([
    'noto-sans',
    'noto-sans-arabic',
    'noto-sans-hebrew',
    'noto-sans-thai',
    'noto-sans-sc',
    'noto-sans-jp',
    'noto-sans-kr',
    'noto-emoji',
  ])
  const latin = packages[0]!.slices.find(slice => isMeantFor(slice, 0x41))
  expect(latin?.path.endsWith('noto-sans-latin-wght-normal.woff2')).toBe(true)
})

test('the look of captions names the fonts at hand with their versions', () => {
  expect(captionLook()).toMatch(/^design \d+, noto-sans \d+\.\d+\.\d+, .*noto-emoji \d+\.\d+\.\d+$/)
})
