import type { Spot } from '../lens.ts'
import type { Stage } from '../stage.ts'

/** A spot ready to draw an upright thing on, with its opacity; undefined when it is not worth drawing. */
export function standing(
  stage: Stage,
  x: number,
  y: number,
  z: number,
  reach: number,
  size: number,
): { spot: Spot; alpha: number } | undefined {
  const depth = z - stage.camera.z
  if (depth < 0.3 || depth > stage.far) return undefined
  const spot = stage.spot(x, y, z)
  if (!spot || size * spot.scale < 1) return undefined
  const side = reach * spot.scale
  if (spot.x + side < 0 || spot.x - side > stage.width) return undefined
  const alpha = stage.fadeIn(spot.depth) * stage.passing(spot.depth)
  return alpha < 0.02 ? undefined : { spot, alpha }
}
