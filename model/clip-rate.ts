import type { ModelEntry } from './catalogue.ts'
import type { FrameRate } from './time.ts'

/** Models are said to make 24 pictures a second where 23.976 would do as well. */
const SAME = 0.002

/** The pictures a second of a model's clips, as near to the film's as it makes any; null where that is not known. */
export function clipRate({ rates }: Pick<ModelEntry, 'rates'>, film: FrameRate): number | null {
  if (!rates) return null
  const wanted = film.numerator / film.denominator
  return rates.reduce((nearest, rate) => (distance(rate, wanted) < distance(nearest, wanted) ? rate : nearest))
}

/** The same, but null also where it is the film's. Of others the film shows some pictures twice, or leaves some out. */
export function otherRate(model: Pick<ModelEntry, 'rates'>, film: FrameRate): number | null {
  const rate = clipRate(model, film)
  return rate !== null && distance(rate, film.numerator / film.denominator) > SAME ? rate : null
}

function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / b))
}
