/** How a picture comes into the film's frame when their shapes differ. */
export type Fit =
  /** Fills the frame; what stands out of it is cut off, evenly on both sides. */
  | 'cover'
  /** Shown whole, before a blurred enlargement of itself. */
  | 'blurred'

type Size = { readonly width: number; readonly height: number }

/** A picture that would lose more than a third of itself is shown whole (R7). */
const LEAST_SEEN = 2 / 3

/** Chooses by shape alone, so that preview and render agree: 4:3 and 21:9 fill a 16:9 frame, upright and square ones do not. */
export function fitOf(picture: Size, frame: Size): Fit {
  const ratio = (picture.width * frame.height) / (picture.height * frame.width)
  return Math.min(ratio, 1 / ratio) >= LEAST_SEEN ? 'cover' : 'blurred'
}
