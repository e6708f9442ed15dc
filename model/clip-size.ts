import type { ModelSizes } from './catalogue.ts'

export type ClipSize = { readonly width: number; readonly height: number; readonly wire?: string | undefined }

/**
 * The size to ask a model for when the film is `wanted`: of those it lists the one nearest in shape and, among these, the smallest
 * that is no smaller than the film, else the largest; of any size the film's own, made to fit its steps and its most pixels.
 */
export function clipSize(allowed: ModelSizes, wanted: ClipSize): ClipSize {
  return allowed.kind === 'listed' ? nearestListed(allowed.sizes, wanted) : stepped(allowed, wanted)
}

/** The sizes worth choosing between for a film of that size, the smallest first: of those it lists all of the nearest shape, of any size the usual ones in the film's own. */
export function sizesToChoose(allowed: ModelSizes, film: ClipSize): ClipSize[] {
  const sizes = allowed.kind === 'listed' ? nearestInShape(allowed.sizes, film) : usualSizes(allowed, film)
  return sizes.toSorted((a, b) => pixelsOf(a) - pixelsOf(b))
}

function nearestListed(sizes: readonly ClipSize[], wanted: ClipSize): ClipSize {
  const bySize = nearestInShape(sizes, wanted).toSorted((a, b) => pixelsOf(a) - pixelsOf(b))
  return bySize.find(size => pixelsOf(size) >= pixelsOf(wanted)) ?? bySize.at(-1)!
}

function nearestInShape(sizes: readonly ClipSize[], wanted: ClipSize): ClipSize[] {
  const byShape = sizes.map(size => ({ size, apart: shapeApart(size, wanted) }))
  const least = Math.min(...byShape.map(({ apart }) => apart))
  return byShape.filter(({ apart }) => apart <= least + SAME_SHAPE).map(({ size }) => size)
}

/** Lines of the shorter side. */
const USUAL_LINES = [480, 720, 1080] as const

function usualSizes(allowed: Extract<ModelSizes, { kind: 'any' }>, film: ClipSize): ClipSize[] {
  const short = Math.min(film.width, film.height)
  const wanted = USUAL_LINES.map(lines => ({
    width: Math.round((film.width * lines) / short),
    height: Math.round((film.height * lines) / short),
  }))
  const sizes = [film, ...wanted].map(size => stepped(allowed, size))
  return sizes.filter((size, index) => sizes.findIndex(other => isSameSize(size, other)) === index)
}

function isSameSize(a: ClipSize, b: ClipSize): boolean {
  return a.width === b.width && a.height === b.height
}

/** Two sizes whose widths differ by less than this part at one height count as one shape: 854x480 is 16:9. */
const SAME_SHAPE = 0.02

/** 0 of equal shapes; of others the part by which one is wider. */
function shapeApart(a: ClipSize, b: ClipSize): number {
  return Math.abs(Math.log((a.width * b.height) / (a.height * b.width)))
}

function stepped(
  { multipleOf, maxPixels }: Extract<ModelSizes, { kind: 'any' }>,
  { width, height }: ClipSize,
): ClipSize {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)))
  const step = (length: number): number => Math.max(multipleOf, Math.floor((length * scale) / multipleOf) * multipleOf)
  return { width: step(width), height: step(height) }
}

function pixelsOf({ width, height }: ClipSize): number {
  return width * height
}
