/**
 * Solves a symmetric positive system of four equations by Cholesky's way. `normal` is the upper triangle row by row, ten
 * numbers. Undefined where the equations say too little.
 */
export function solve4(
  normal: ArrayLike<number>,
  right: ArrayLike<number>,
): [number, number, number, number] | undefined {
  const at = (row: number, column: number): number =>
    row <= column ? normal[row * 4 - (row * (row - 1)) / 2 + (column - row)]! : at(column, row)
  const lower = new Float64Array(16)
  const least = 1e-6 * Math.max(at(0, 0), at(1, 1), at(2, 2), at(3, 3))
  for (let row = 0; row < 4; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column)
      for (let k = 0; k < column; k += 1) sum -= lower[row * 4 + k]! * lower[column * 4 + k]!
      if (row !== column) lower[row * 4 + column] = sum / lower[column * 5]!
      else if (sum > least) lower[row * 5] = Math.sqrt(sum)
      else return undefined
    }
  }
  const [half, out] = [new Float64Array(4), new Float64Array(4)]
  for (let row = 0; row < 4; row += 1) {
    let sum = right[row]!
    for (let k = 0; k < row; k += 1) sum -= lower[row * 4 + k]! * half[k]!
    half[row] = sum / lower[row * 5]!
  }
  for (let row = 3; row >= 0; row -= 1) {
    let sum = half[row]!
    for (let k = row + 1; k < 4; k += 1) sum -= lower[k * 4 + row]! * out[k]!
    out[row] = sum / lower[row * 5]!
  }
  return [out[0]!, out[1]!, out[2]!, out[3]!]
}
