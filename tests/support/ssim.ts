/** The side of the squares that are compared, and how far apart they begin. */
const WINDOW = 8
const STEP = 4
const C1 = (0.01 * 255) ** 2
const C2 = (0.03 * 255) ** 2

/** Structural similarity of two pictures of luma, 0..255 each point: 1 where they are the same. */
export function ssim(a: Uint8Array, b: Uint8Array, width: number, height: number): number {
  let [sum, count] = [0, 0]
  for (let top = 0; top + WINDOW <= height; top += STEP) {
    for (let left = 0; left + WINDOW <= width; left += STEP) {
      sum += windowSsim(a, b, width, left, top)
      count += 1
    }
  }
  return sum / count
}

function windowSsim(a: Uint8Array, b: Uint8Array, width: number, left: number, top: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0]
  for (let y = top; y < top + WINDOW; y += 1) {
    for (let x = left; x < left + WINDOW; x += 1) {
      const [valueA, valueB] = [a[y * width + x]!, b[y * width + x]!]
      sumA += valueA
      sumB += valueB
      squaresA += valueA * valueA
      squaresB += valueB * valueB
      products += valueA * valueB
    }
  }
  const points = WINDOW * WINDOW
  const [meanA, meanB] = [sumA / points, sumB / points]
  const [varianceA, varianceB] = [squaresA / points - meanA ** 2, squaresB / points - meanB ** 2]
  const covariance = products / points - meanA * meanB
  return (
    ((2 * meanA * meanB + C1) * (2 * covariance + C2)) / ((meanA ** 2 + meanB ** 2 + C1) * (varianceA + varianceB + C2))
  )
}
