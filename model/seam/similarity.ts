/**
 * A picture's move by zoom, turn and shift: u -> scale * turn(u) + shift, u counted from the frame's middle, x to the right
 * and y down. `scale * turn` is one complex number (`real`, `imaginary`), as is the shift, in pixels.
 */
export type Similarity = {
  readonly real: number
  readonly imaginary: number
  readonly shiftX: number
  readonly shiftY: number
}

export const STANDING: Similarity = { real: 1, imaginary: 0, shiftX: 0, shiftY: 0 }

/** First `first`, then `second`. */
export function after(second: Similarity, first: Similarity): Similarity {
  const { real, imaginary } = second
  return {
    real: real * first.real - imaginary * first.imaginary,
    imaginary: real * first.imaginary + imaginary * first.real,
    shiftX: real * first.shiftX - imaginary * first.shiftY + second.shiftX,
    shiftY: real * first.shiftY + imaginary * first.shiftX + second.shiftY,
  }
}

export function inverse({ real, imaginary, shiftX, shiftY }: Similarity): Similarity {
  const square = real * real + imaginary * imaginary
  const [backReal, backImaginary] = [real / square, -imaginary / square]
  return {
    real: backReal,
    imaginary: backImaginary,
    shiftX: -(backReal * shiftX - backImaginary * shiftY),
    shiftY: -(backReal * shiftY + backImaginary * shiftX),
  }
}

/** The same move seen at another size of the picture. */
export function resized(move: Similarity, factor: number): Similarity {
  return { ...move, shiftX: move.shiftX * factor, shiftY: move.shiftY * factor }
}

/**
 * The steady flow that makes a move in one unit of time: a point at u goes with the speed `rate * u + pan`, where `rate` is
 * the complex number of zoom (its real part, as a natural logarithm) and turn (radians).
 */
export type Flow = { readonly zoom: number; readonly turn: number; readonly panX: number; readonly panY: number }

/** The flow of a move that takes `time`. */
export function flowOf({ real, imaginary, shiftX, shiftY }: Similarity, time: number): Flow {
  const zoom = Math.log(Math.hypot(real, imaginary))
  const turn = Math.atan2(imaginary, real)
  // shift * log(a) / (a - 1), which is the shift itself as a nears 1.
  const [offReal, offImaginary] = [real - 1, imaginary]
  const square = offReal * offReal + offImaginary * offImaginary
  const [ratioReal, ratioImaginary] =
    square < 1e-12
      ? [1, 0]
      : [(zoom * offReal + turn * offImaginary) / square, (turn * offReal - zoom * offImaginary) / square]
  return {
    zoom: zoom / time,
    turn: turn / time,
    panX: (ratioReal * shiftX - ratioImaginary * shiftY) / time,
    panY: (ratioReal * shiftY + ratioImaginary * shiftX) / time,
  }
}

/** The move that a steady flow makes in `time`. */
export function moveOf({ zoom, turn, panX, panY }: Flow, time: number): Similarity {
  const scale = Math.exp(zoom * time)
  const [real, imaginary] = [scale * Math.cos(turn * time), scale * Math.sin(turn * time)]
  const square = zoom * zoom + turn * turn
  const [offReal, offImaginary] = [real - 1, imaginary]
  const [ratioReal, ratioImaginary] =
    square < 1e-12
      ? [time, 0]
      : [(offReal * zoom + offImaginary * turn) / square, (offImaginary * zoom - offReal * turn) / square]
  return {
    real,
    imaginary,
    shiftX: ratioReal * panX - ratioImaginary * panY,
    shiftY: ratioReal * panY + ratioImaginary * panX,
  }
}

/** The mean of the product of two flows over a frame of this size: pixels squared per time squared. */
export function meanProduct(a: Flow, b: Flow, width: number, height: number): number {
  const spread = (width * width + height * height) / 12
  return (a.zoom * b.zoom + a.turn * b.turn) * spread + a.panX * b.panX + a.panY * b.panY
}

/** The point that a flow leaves where it is, from the frame's middle; undefined where it neither zooms nor turns. */
export function standingPoint({
  zoom,
  turn,
  panX,
  panY,
}: Flow): { readonly x: number; readonly y: number } | undefined {
  const square = zoom * zoom + turn * turn
  if (square === 0) return undefined
  return { x: -(panX * zoom + panY * turn) / square, y: -(panY * zoom - panX * turn) / square }
}
