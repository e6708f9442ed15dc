import { SECTION_LABELS, type SectionLabel } from '#model/song.ts'

/** One opening of the corridor: its middle, size and turn, on a 320 x 180 picture. `depth` 0 = nearest, 1 = farthest. */
export type Opening = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly turnDegrees: number
  readonly depth: number
}

export type PosterDrawing = {
  readonly shape: 'frame' | 'ring' | 'arch'
  /** The colours the corridor runs between. */
  readonly near: SectionLabel
  readonly far: SectionLabel
  /** Nearest first, each inside the one before. */
  readonly openings: readonly Opening[]
}

export const POSTER_WIDTH = 320
export const POSTER_HEIGHT = 180
const OPENING_COUNT = 15
const SHRINK = 0.8

/** A forward flight of its own for every project that has no picture yet: the same id always gives the same one. */
export function posterDrawing(projectId: string): PosterDrawing {
  const random = randomOf(projectId)
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0]
  const shape = pick<PosterDrawing['shape']>(['frame', 'frame', 'ring', 'arch'])
  const near = pick(SECTION_LABELS)
  const far =
    SECTION_LABELS[(SECTION_LABELS.indexOf(near) + 1 + Math.floor(random() * 3)) % SECTION_LABELS.length] ?? near
  const vanishingX = POSTER_WIDTH * (0.5 + 0.32 * (random() - 0.5))
  const vanishingY = POSTER_HEIGHT * (0.5 + 0.24 * (random() - 0.5))
  const turn = shape === 'frame' ? 5 * (random() - 0.5) : 0
  const aspect = shape === 'frame' ? POSTER_WIDTH / POSTER_HEIGHT : 1
  const nearestHeight = POSTER_HEIGHT * (shape === 'frame' ? 1.3 : 2.1)

  const openings = Array.from({ length: OPENING_COUNT }, (_, index) => {
    const scale = SHRINK ** index
    const height = nearestHeight * scale
    return {
      x: vanishingX + (POSTER_WIDTH / 2 - vanishingX) * scale,
      y: vanishingY + (POSTER_HEIGHT / 2 - vanishingY) * scale,
      width: height * aspect,
      height,
      turnDegrees: turn * index,
      depth: index / (OPENING_COUNT - 1),
    }
  })
  return { shape, near, far, openings }
}

/** Numbers in 0..1 that depend on the text alone (FNV-1a, then mulberry32). */
function randomOf(text: string): () => number {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
