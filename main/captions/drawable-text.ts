import { readFileSync } from 'node:fs'
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { findFontPackages, isMeantFor, type FontPackage, type FontSlice } from './font-packages.ts'
import { hasGlyph } from './glyphs.ts'

/** Text of which every character can be drawn, with the font families that draw it between them. */
export type DrawableText = {
  readonly text: string
  readonly families: readonly string[]
  readonly direction: 'ltr' | 'rtl'
}

/** Stands for characters that no font at hand can draw. */
const STAND_IN = '·'
const BASE_SAMPLE = `0${STAND_IN}…`
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Spaces, joiners, variation selectors and direction marks have no picture of their own. */
const NEVER_DRAWN = /[\s\p{Default_Ignorable_Code_Point}]/u

type Shelf = { readonly packages: readonly FontPackage[]; readonly systemFamilies: readonly string[] }
let openedShelf: Shelf | undefined
const registered = new Set<string>()

/**
 * Finds fonts for any text: the packages first, then the system's. Line ends become spaces, and a run of characters
 * that nothing can draw becomes one middle dot, so that no empty box is ever seen.
 */
export function toDrawableText(raw: string): DrawableText {
  const text = raw
    .toWellFormed()
    .replaceAll('\uFFFD', STAND_IN)
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const families = new Set<string>()
  const packages = packagesFor(text)
  for (const character of BASE_SAMPLE) addFamiliesFor(character, packages, families)
  let drawable = ''
  for (const character of text) {
    if (NEVER_DRAWN.test(character) || addFamiliesFor(character, packages, families)) drawable += character
    else if (!drawable.endsWith(STAND_IN)) drawable += STAND_IN
  }
  return { text: drawable, families: [...families], direction: directionOf(drawable) }
}

/** Sets font, weight and direction. `weight`: a whole hundred, 100..900 (the canvas reads any other number as a size). */
export function setFont(
  context: SKRSContext2D,
  { families, direction }: Omit<DrawableText, 'text'>,
  sizePixels: number,
  weight: number,
): void {
  context.font = `${weight} ${sizePixels}px ${families.map(family => `"${family}"`).join(', ')}`
  context.fontVariationSettings = `'wght' ${weight}`
  context.direction = direction
}

/** Direction by the first letter that has one, as the Unicode rules ask. */
function directionOf(text: string): 'ltr' | 'rtl' {
  const firstLetter = /\p{L}/u.exec(text)?.[0]
  return firstLetter !== undefined && RIGHT_TO_LEFT.test(firstLetter) ? 'rtl' : 'ltr'
}

function openShelf(): Shelf {
  // The system's families are counted before ours join them; plain sans-serif faces suit captions best.
  openedShelf ??= {
    systemFamilies: GlobalFonts.families.map(entry => entry.family).toSorted((a, b) => plainness(b) - plainness(a)),
    packages: findFontPackages(),
  }
  return openedShelf
}

function plainness(family: string): number {
  return (
    Number(/\bsans\b(?!-serif)|arial|helvetica|segoe|gothic/i.test(family)) - Number(/mono|math|serif/i.test(family))
  )
}

/** Han characters look different in each country: the script around them tells whose they are. */
function packagesFor(text: string): readonly FontPackage[] {
  const { packages } = openShelf()
  const first = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? 'noto-sans-jp'
    : /\p{Script=Hangul}/u.test(text)
      ? 'noto-sans-kr'
      : 'noto-sans-sc'
  const isHan = (name: string): boolean => /-(?:sc|jp|kr)$/.test(name)
  const rank = (name: string): number => (name === first ? 1 : isHan(name) ? 2 : name === 'noto-emoji' ? 3 : 0)
  return packages.toSorted((a, b) => rank(a.name) - rank(b.name))
}

/** Adds what draws this character; false if nothing at hand does. */
function addFamiliesFor(character: string, packages: readonly FontPackage[], families: Set<string>): boolean {
  const codePoint = character.codePointAt(0)!
  for (const family of families) if (hasGlyph(family, codePoint)) return true
  for (const fontPackage of packages) {
    const slice = fontPackage.slices.find(
      slice => isMeantFor(slice, codePoint) && register(slice) && hasGlyph(slice.family, codePoint),
    )
    if (!slice) continue
    families.add(slice.family)
    // Flags and families of people are drawn from several emoji, and their picture may lie in any slice.
    if (fontPackage.name === 'noto-emoji') {
      for (const other of fontPackage.slices) if (register(other)) families.add(other.family)
    }
    return true
  }
  const systemFamily = openShelf().systemFamilies.find(family => hasGlyph(family, codePoint))
  if (systemFamily !== undefined) families.add(systemFamily)
  return systemFamily !== undefined
}

function register(slice: FontSlice): boolean {
  if (registered.has(slice.family)) return true
  if (!GlobalFonts.register(readFileSync(slice.path), slice.family)) return false
  registered.add(slice.family)
  return true
}
