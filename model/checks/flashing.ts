import type { FrameRange, FrameRate } from '../time.ts'

/** Pictures are looked at in so many cells: flashes matter by the area they take. */
export const FLASH_GRID = { width: 32, height: 18 } as const
export const BYTES_A_PICTURE = FLASH_GRID.width * FLASH_GRID.height * 3

/**
 * The thresholds of WCAG 2.2, success criterion 2.3.1 ("general flash and red flash thresholds"): a flash is a pair of
 * opposing changes of relative luminance by a tenth, the darker below 0.8, or one to or from a saturated red; more than three in
 * any second over more than a quarter of the picture may bring on a seizure. That criterion counts the area in any ten degrees
 * of the eye's field, and the broadcasters' ITU-R BT.1702 in the whole picture, as is done here.
 */
const LEAST_CHANGE = 0.1
const BRIGHT = 0.8
const SATURATED = 0.8
const LEAST_CHROMA_CHANGE = 0.2
const MOST_AREA = 0.25
export const MOST_FLASHES = 3
/** Cells of one flash change together, give or take so much of a second. */
const TOGETHER_SECONDS = 1 / 12

/** A stretch with too many flashes: how many there are in the worst second of it. */
export type FlashSpan = FrameRange & { readonly perSecond: number }

export type FlashMeter = {
  /** The next picture of the film: the cells' red, green and blue, row by row. */
  add(picture: Uint8Array): void
  spans(): FlashSpan[]
}

/** Looks a film through for flashing, picture by picture. */
export function createFlashMeter(rate: FrameRate): FlashMeter {
  const second = Math.round(rate.numerator / rate.denominator)
  const counters = [createTurnCounter(second, luminanceTurn()), createTurnCounter(second, redTurn())]
  const found: FlashSpan[] = []
  let frame = 0

  return {
    add(picture) {
      for (const counter of counters) {
        const worst = counter(picture, frame)
        if (!worst) continue
        const last = found.at(-1)
        if (last && worst.startFrame <= last.endFrame) {
          const perSecond = Math.max(last.perSecond, worst.perSecond)
          found[found.length - 1] = { startFrame: last.startFrame, endFrame: worst.endFrame, perSecond }
        } else {
          found.push(worst)
        }
      }
      frame += 1
    },
    spans: () => found,
  }
}

/** Which way a cell turned with this picture: 1 up, -1 down, 0 not. */
type CellTurn = (picture: Uint8Array, cell: number) => -1 | 0 | 1

/** Counts turns of enough cells together, and tells of the second that ends with a picture when there are too many in it. */
function createTurnCounter(second: number, turnOf: CellTurn) {
  const cells = FLASH_GRID.width * FLASH_GRID.height
  const together = Math.max(1, Math.round(second * TOGETHER_SECONDS))
  const recent = { 1: [] as number[], [-1]: [] as number[] }
  let turns: number[] = []
  let last: -1 | 0 | 1 = 0

  return (picture: Uint8Array, frame: number): FlashSpan | undefined => {
    const now = { 1: 0, [-1]: 0 }
    for (let cell = 0; cell < cells; cell += 1) {
      const turn = turnOf(picture, cell)
      if (turn !== 0) now[turn] += 1
    }
    let isTurn = false
    for (const way of [1, -1] as const) {
      recent[way] = [...recent[way].slice(-(together - 1)), now[way]].slice(-together)
      if (isTurn || way === last || sum(recent[way]) <= cells * MOST_AREA) continue
      isTurn = true
      last = way
      recent[way] = []
    }
    if (!isTurn) return undefined
    turns = [...turns.filter(at => at > frame - second), frame]
    // A flash is two turns; three flashes and a half are more than three.
    if (turns.length <= 2 * MOST_FLASHES) return undefined
    return { startFrame: turns[0]!, endFrame: frame + 1, perSecond: Math.ceil(turns.length / 2) }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The light of a figure of sRGB, as WCAG defines relative luminance. */
const LIGHT = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

/** A cell turns where its luminance has come far enough from its last peak or valley. */
function luminanceTurn(): CellTurn {
  const cells = FLASH_GRID.width * FLASH_GRID.height
  const [low, high] = [new Float32Array(cells).fill(Infinity), new Float32Array(cells).fill(-Infinity)]
  return (picture, cell) => {
    const at = cell * 3
    const light = 0.2126 * LIGHT[picture[at]!]! + 0.7152 * LIGHT[picture[at + 1]!]! + 0.0722 * LIGHT[picture[at + 2]!]!
    low[cell] = Math.min(low[cell]!, light)
    high[cell] = Math.max(high[cell]!, light)
    if (light - low[cell] >= LEAST_CHANGE && low[cell] < BRIGHT) {
      low[cell] = light
      high[cell] = light
      return 1
    }
    if (high[cell] - light >= LEAST_CHANGE && light < BRIGHT) {
      low[cell] = light
      high[cell] = light
      return -1
    }
    return 0
  }
}

/** A cell turns where it goes into a saturated red, or out of one, far enough away in colour (CIE 1976 UCS). */
function redTurn(): CellTurn {
  const cells = FLASH_GRID.width * FLASH_GRID.height
  const [u, v] = [new Float32Array(cells), new Float32Array(cells)]
  const wasRed = new Int8Array(cells).fill(-1)
  return (picture, cell) => {
    const at = cell * 3
    const [red, green, blue] = [LIGHT[picture[at]!]!, LIGHT[picture[at + 1]!]!, LIGHT[picture[at + 2]!]!]
    const all = red + green + blue
    // In the dark there is no colour to speak of.
    const isRed = all > 0.02 && red / all >= SATURATED
    const [nowU, nowV] = all > 0.02 ? chromaOf(red, green, blue) : WHITE
    const isFirst = wasRed[cell] === -1
    const isFar = Math.hypot(nowU - u[cell]!, nowV - v[cell]!) > LEAST_CHROMA_CHANGE
    if (!isFirst && (isRed === (wasRed[cell] === 1) || !isFar)) return 0
    wasRed[cell] = isRed ? 1 : 0
    u[cell] = nowU
    v[cell] = nowV
    if (isFirst) return 0
    return isRed ? 1 : -1
  }
}

const WHITE = [0.1978, 0.4683] as const

function chromaOf(red: number, green: number, blue: number): readonly [number, number] {
  const x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
  const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
  const all = x + 15 * y + 3 * z
  return [(4 * x) / all, (9 * y) / all]
}
