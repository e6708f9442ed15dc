import FFT from 'fft.js'

/** Cuts a mono stream into overlapping Hann-windowed frames and hands over each frame's magnitudes. Frame i is centred on sample i * hop. */
export class SpectrumStream {
  readonly binCount: number
  readonly #size: number
  readonly #hop: number
  readonly #fft: FFT
  readonly #window: Float64Array
  readonly #frame: Float64Array
  readonly #transformed: Float64Array
  readonly #magnitudes: Float32Array
  readonly #onFrame: (magnitudes: Float32Array) => void
  /** The last `size` samples; the newest is at the end. */
  readonly #recent: Float32Array
  #missing: number
  #sampleCount = 0
  #frameCount = 0

  /** Magnitudes are scaled so that a full-scale sine gives about 1. The array handed over is reused. */
  constructor(size: number, hop: number, onFrame: (magnitudes: Float32Array) => void) {
    this.binCount = size / 2
    this.#size = size
    this.#hop = hop
    this.#fft = new FFT(size)
    this.#window = Float64Array.from({ length: size }, (_, i) => (2 - 2 * Math.cos((2 * Math.PI * i) / size)) / size)
    this.#frame = new Float64Array(size)
    this.#transformed = new Float64Array(2 * size)
    this.#magnitudes = new Float32Array(size / 2)
    this.#onFrame = onFrame
    this.#recent = new Float32Array(size)
    this.#missing = size / 2
  }

  push(samples: Float32Array): void {
    this.#sampleCount += samples.length
    this.#advance(samples)
  }

  /** Completes the frames that are centred inside the sound, with silence after its end. */
  flush(): void {
    const wanted = Math.ceil(this.#sampleCount / this.#hop)
    const silence = new Float32Array(this.#hop)
    while (this.#frameCount < wanted) this.#advance(silence)
  }

  #advance(samples: Float32Array): void {
    let at = 0
    while (at < samples.length) {
      const taken = Math.min(this.#missing, samples.length - at)
      this.#recent.copyWithin(0, taken)
      this.#recent.set(samples.subarray(at, at + taken), this.#size - taken)
      at += taken
      this.#missing -= taken
      if (this.#missing === 0) {
        this.#transform()
        this.#missing = this.#hop
      }
    }
  }

  #transform(): void {
    const { length } = this.#frame
    for (let i = 0; i < length; i++) this.#frame[i] = this.#recent[i]! * this.#window[i]!
    this.#fft.realTransform(this.#transformed, this.#frame)
    const spectrum = this.#transformed
    for (let bin = 0; bin < this.binCount; bin++) {
      const re = spectrum[2 * bin]!
      const im = spectrum[2 * bin + 1]!
      this.#magnitudes[bin] = Math.sqrt(re * re + im * im)
    }
    this.#frameCount += 1
    this.#onFrame(this.#magnitudes)
  }
}
