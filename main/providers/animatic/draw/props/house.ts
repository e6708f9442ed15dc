import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Stage } from '../stage.ts'

/** A small house beside the way: pitched roof, lit windows, a door. `x` is its near wall. */
export function house(stage: Stage, x: number, z: number, id: number, wall: Rgb, roof: Rgb): void {
  const { palette, camera } = stage
  const depth = z - camera.z
  if (depth < -8 || depth > stage.far) return
  const s = Math.sign(x)
  const far = x + s * 6
  const low = Math.min(x, far)
  const high = Math.max(x, far)
  const top = 2.9
  const ridge = (low + high) / 2
  stage.box(low, high, 0, top, z, z + 6, wall)
  const front = stage.passing(depth)
  stage.polygon([low, top, z, high, top, z, ridge, top + 2.2, z], mix(wall, palette.ink, 0.4), front)
  stage.polygon(
    [
      x - s * 0.35,
      top - 0.15,
      z - 0.3,
      x - s * 0.35,
      top - 0.15,
      z + 6.3,
      ridge,
      top + 2.3,
      z + 6.3,
      ridge,
      top + 2.3,
      z - 0.3,
    ],
    roof,
  )
  stage.box(
    ridge - s * 0.9 - 0.3,
    ridge - s * 0.9 + 0.3,
    top + 1.1,
    top + 2.7,
    z + 4,
    z + 4.6,
    mix(palette.accent, palette.ink, 0.45),
  )
  if (depth > stage.far * 0.7) return
  const isLit = palette.isNight ? hash(id, 4) < 0.85 : hash(id, 4) < 0.4
  const glass = isLit ? palette.key : mix(palette.shade, palette.haze, 0.35)
  const g = x * 0.995
  stage.begin()
  for (const k of [0.6, 3.9]) stage.addSide(x * 0.998, 0.9, 2.3, z + k, z + k + 1.6)
  stage.fillAdded(mix(palette.key, palette.haze, 0.5))
  stage.begin()
  for (const k of [0.7, 1.45, 4, 4.75]) stage.addSide(g, 1, 2.2, z + k, z + k + 0.65)
  stage.fillAdded(glass, 1, isLit ? 0.5 : 0)
  stage.side(g, 0.1, 2.15, z + 2.6, z + 3.5, mix(palette.accent, palette.ink, 0.25))
  if (isLit && palette.isNight) {
    stage.pool(x - s * 1.2, 0.02, z + 1.4, 2, palette.key, 0.25)
    stage.pool(x - s * 1.2, 0.02, z + 4.7, 2, palette.key, 0.25)
  }
}
