/** A colour in OKLab: lightness 0..1, and two signed colour axes, green-red and blue-yellow. */
export type Oklab = { readonly lightness: number; readonly greenRed: number; readonly blueYellow: number }

/** Linear light of an sRGB value 0..255. */
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

/** Linear light 0..1 of an sRGB value, which is a whole number 0..255. */
export function linearOf(value: number): number {
  return LINEAR[value]!
}

/** OKLab of linear sRGB light, each 0..1. */
export function oklabOf(red: number, green: number, blue: number): Oklab {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return {
    lightness: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    greenRed: 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    blueYellow: 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  }
}
