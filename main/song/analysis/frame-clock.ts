import { ticks, ticksFromSeconds, type Ticks } from '#model/time.ts'

/** The window sees onsets coming: they peak in the features this much later than they sound. Measured on MIDI songs. */
const ONSET_LATENCY_SECONDS = 0.006

/** Turns frame positions into song time. */
export class FrameClock {
  readonly #framesPerSecond: number
  readonly #durationTicks: Ticks

  constructor(framesPerSecond: number, durationTicks: Ticks) {
    this.#framesPerSecond = framesPerSecond
    this.#durationTicks = durationTicks
  }

  /** Where an onset at the song's very start is seen. */
  get startFrame(): number {
    return ONSET_LATENCY_SECONDS * this.#framesPerSecond
  }

  /** When an onset seen at this frame sounded; never before the song's start. */
  instant(frame: number): Ticks {
    return ticks(Math.max(0, ticksFromSeconds(frame / this.#framesPerSecond - ONSET_LATENCY_SECONDS)))
  }

  /** When a frame is centred, for spans. */
  boundary(frame: number): Ticks {
    return ticks(Math.min(this.#durationTicks, ticksFromSeconds(frame / this.#framesPerSecond)))
  }

  /** Those of ascending frames that sound inside the song, each at an instant of its own. */
  within(frames: Float64Array): Float64Array {
    return frames.filter((frame, i) => {
      const instant = this.instant(frame)
      const previous = i === 0 ? -1 : this.instant(frames[i - 1]!)
      return instant > previous && instant < this.#durationTicks
    })
  }
}
