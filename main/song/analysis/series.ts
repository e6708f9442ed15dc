/**
 * A growing table of 32-bit floats: one row per frame, `width` values in a row.
 * Song-long features live here, so that memory follows the song's length in frames and never its samples.
 */
export class Series {
  readonly width: number
  #values: Float32Array
  #rowCount = 0

  constructor(width: number, expectedRows = 4096) {
    this.width = width
    this.#values = new Float32Array(width * expectedRows)
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** All rows, one after another. A view: valid until the next append. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.#rowCount * this.width)
  }

  append(row: Float32Array): void {
    const at = this.#rowCount * this.width
    if (at + this.width > this.#values.length) {
      const grown = new Float32Array(this.#values.length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values.set(row, at)
    this.#rowCount += 1
  }
}
