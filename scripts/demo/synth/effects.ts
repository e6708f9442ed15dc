import { Biquad } from './biquad.ts'
import { SAMPLE_RATE, samplesIn, type Block } from './sound.ts'

/** An echo that crosses from side to side, each repeat duller. Adds its repeats to what it is given. */
export class PingPongDelay {
  readonly #lines: readonly [Float32Array, Float32Array]
  readonly #feedback: number
  readonly #level: number
  #position = 0
  #dullLeft = 0
  #dullRight = 0

  constructor(seconds: number, feedback: number, level: number) {
    const length = samplesIn(seconds)
    this.#lines = [new Float32Array(length), new Float32Array(length)]
    this.#feedback = feedback
    this.#level = level
  }

  process(block: Block): void {
    const [left, right] = this.#lines
    for (let i = 0; i < block.left.length; i++) {
      const at = this.#position
      this.#dullLeft += 0.35 * (left[at]! - this.#dullLeft)
      this.#dullRight += 0.35 * (right[at]! - this.#dullRight)
      const input = (block.left[i]! + block.right[i]!) * 0.5
      left[at] = input + this.#dullRight * this.#feedback
      right[at] = this.#dullLeft * this.#feedback
      block.left[i]! += this.#level * this.#dullLeft
      block.right[i]! += this.#level * this.#dullRight
      this.#position = at + 1 === left.length ? 0 : at + 1
    }
  }
}

const LINE_SECONDS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0617, 0.0683, 0.0797] as const

/** A hall: eight damped delay lines that feed each other through a Hadamard matrix. Replaces its input by the hall alone. */
export class Reverb {
  readonly #lines = LINE_SECONDS.map(seconds => new Float32Array(samplesIn(seconds)))
  readonly #gains: readonly number[]
  readonly #positions = new Int32Array(8)
  readonly #damped = new Float32Array(8)
  readonly #mixed = new Float32Array(8)

  constructor(decaySeconds: number) {
    this.#gains = LINE_SECONDS.map(seconds => 0.001 ** (seconds / decaySeconds))
  }

  process(block: Block): void {
    const lines = this.#lines
    const gains = this.#gains
    const positions = this.#positions
    const damped = this.#damped
    const mixed = this.#mixed
    for (let i = 0; i < block.left.length; i++) {
      for (let n = 0; n < 8; n++) {
        const out = lines[n]![positions[n]!]!
        damped[n]! += 0.42 * (out - damped[n]!)
        mixed[n] = damped[n]! * gains[n]!
      }
      for (let span = 1; span < 8; span *= 2) {
        for (let n = 0; n < 8; n++) {
          if (n & span) continue
          const a = mixed[n]!
          const b = mixed[n + span]!
          mixed[n] = a + b
          mixed[n + span] = a - b
        }
      }
      const inLeft = block.left[i]!
      const inRight = block.right[i]!
      for (let n = 0; n < 8; n++) {
        const line = lines[n]!
        const at = positions[n]!
        line[at] = mixed[n]! * 0.35355339 + (n & 1 ? inRight : inLeft)
        positions[n] = at + 1 === line.length ? 0 : at + 1
      }
      block.left[i] = 0.3 * (damped[0]! - damped[2]! + damped[4]! + damped[7]!)
      block.right[i] = 0.3 * (damped[1]! - damped[3]! + damped[5]! + damped[6]!)
    }
  }
}

/** Worn tape: the pitch drifts slowly and flutters a little, differently on each side, and the top is rounded off. */
export class TapeWobble {
  readonly #lines = [new Float32Array(1024), new Float32Array(1024)] as const
  readonly #tops = [new Biquad('lowpass', 11000), new Biquad('lowpass', 11000)] as const
  #sample = 0

  process(block: Block): void {
    this.#processSide(block.left, this.#lines[0], 0)
    this.#processSide(block.right, this.#lines[1], 0.9)
    this.#tops[0].process(block.left)
    this.#tops[1].process(block.right)
    this.#sample += block.left.length
  }

  #processSide(samples: Float32Array, line: Float32Array, phase: number): void {
    let delay = this.#delayAt(this.#sample, phase)
    for (let from = 0; from < samples.length; from += 64) {
      const to = Math.min(samples.length, from + 64)
      const next = this.#delayAt(this.#sample + to, phase)
      const step = (next - delay) / (to - from)
      for (let i = from; i < to; i++) {
        const at = this.#sample + i
        line[at & 1023] = samples[i]!
        delay += step
        const whole = Math.floor(delay)
        const near = line[(at - whole) & 1023]!
        const far = line[(at - whole - 1) & 1023]!
        samples[i] = near + (far - near) * (delay - whole)
      }
      delay = next
    }
  }

  #delayAt(sample: number, phase: number): number {
    const seconds = sample / SAMPLE_RATE
    return (
      150 + 78 * Math.sin(2 * Math.PI * 0.43 * seconds + phase) + 3.5 * Math.sin(2 * Math.PI * 5.7 * seconds + phase)
    )
  }
}
