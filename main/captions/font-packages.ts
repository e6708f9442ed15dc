import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One font file of a package and the characters it is meant for, as [first, last] pairs. */
export type FontSlice = {
  readonly family: string
  readonly path: string
  readonly ranges: readonly (readonly [number, number])[]
}

/** A font cut into slices by character, so that only what a text needs is loaded. */
export type FontPackage = { readonly name: string; readonly version: string; readonly slices: readonly FontSlice[] }

/** In the order of preference. Noto Sans itself covers Latin, Cyrillic, Greek and Devanagari. */
const FONT_NAMES = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-sc',
  'noto-sans-jp',
  'noto-sans-kr',
  'noto-emoji',
] as const

const packages = createRequire(import.meta.url)

/** The caption fonts that are installed. A missing package is not an error: the system's fonts stand in. */
export function findFontPackages(): readonly FontPackage[] {
  return FONT_NAMES.flatMap(name => {
    const folder = packageFolder(`@fontsource-variable/${name}`)
    return folder === undefined ? [] : [readFontPackage(name, folder)]
  })
}

function packageFolder(packageName: string): string | undefined {
  try {
    // A packaged app keeps its fonts outside its archive.
    const folder = dirname(packages.resolve(`${packageName}/unicode.json`))
    return folder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
  } catch {
    return undefined
  }
}

function readFontPackage(name: string, folder: string): FontPackage {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>
  const slices = Object.entries(ranges).map(([key, text]) => {
    const slice = key.replaceAll(/[[\]]/g, '')
    return {
      family: `flythrough-${name}-${slice}`,
      path: join(folder, 'files', `${name}-${slice}-wght-normal.woff2`),
      ranges: parseUnicodeRanges(text),
    }
  })
  return { name, version, slices }
}

/** Reads CSS unicode-range, e.g. `U+0301,U+0400-045F`. */
export function parseUnicodeRanges(text: string): readonly (readonly [number, number])[] {
  return Array.from(text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi), match => {
    const first = Number.parseInt(match[1]!, 16)
    return [first, match[2] === undefined ? first : Number.parseInt(match[2], 16)] as const
  })
}

export function isMeantFor(slice: FontSlice, codePoint: number): boolean {
  return slice.ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}
