import { createBlock, type Block, type Sound } from './sound.ts'

/** A sound at its place in the song. `pan`: -1 left .. 1 right, by equal power. */
export type PlacedSound = {
  readonly sound: Sound
  readonly startSample: number
  readonly level: number
  readonly pan: number
}

/** One instrument's part, summed block by block in the order of time. */
export class Track {
  readonly #waiting: readonly PlacedSound[]
  readonly block: Block
  #next = 0
  #sounding: PlacedSound[] = []

  constructor(sounds: readonly PlacedSound[], blockLength: number) {
    this.#waiting = sounds.toSorted((a, b) => a.startSample - b.startSample)
    this.block = createBlock(blockLength)
  }

  /** Fills `block` with the part's samples from `fromSample` on. Call with rising, adjoining positions. */
  play(fromSample: number): Block {
    const { left, right } = this.block
    const toSample = fromSample + left.length
    left.fill(0)
    right.fill(0)
    for (let placed = this.#waiting[this.#next]; placed && placed.startSample < toSample;) {
      this.#sounding.push(placed)
      placed = this.#waiting[++this.#next]
    }
    for (const placed of this.#sounding) {
      const angle = ((placed.pan + 1) * Math.PI) / 4
      addSpan(left, placed.sound.left, placed.startSample - fromSample, placed.level * Math.SQRT2 * Math.cos(angle))
      addSpan(right, placed.sound.right, placed.startSample - fromSample, placed.level * Math.SQRT2 * Math.sin(angle))
    }
    this.#sounding = this.#sounding.filter(({ startSample, sound }) => startSample + sound.left.length > toSample)
    return this.block
  }
}

/** Adds the part of `source` that falls into `target` when its first sample stands at `offset`, which may be negative. */
function addSpan(target: Float32Array, source: Float32Array, offset: number, level: number): void {
  const end = Math.min(target.length, offset + source.length)
  for (let i = Math.max(0, offset); i < end; i++) target[i]! += level * source[i - offset]!
}

export function addBlock(target: Block, source: Block, level: number): void {
  const length = target.left.length
  for (let i = 0; i < length; i++) {
    target.left[i]! += level * source.left[i]!
    target.right[i]! += level * source.right[i]!
  }
}
