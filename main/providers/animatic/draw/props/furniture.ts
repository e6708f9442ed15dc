import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** A simple chair or bench seat seen from behind: back, seat and legs. */
export function chair(stage: Stage, x: number, z: number, colour: Rgb, wide = 0.42): void {
  const depth = z - stage.camera.z
  if (depth < 0.4 || depth > 22) return
  const leg = mix(stage.palette.ink, stage.palette.shade, 0.3)
  const h = wide / 2
  if (depth < 12) for (const a of [-h + 0.03, h - 0.03]) stage.rod(x + a, 0, z, x + a, 0.9, z, 0.03, leg)
  stage.level(0.45, x - h, x + h, z, z + 0.4, mix(colour, stage.palette.key, 0.2))
  stage.front(z, x - h, x + h, 0.62, 0.92, colour)
}

/** A four-legged table with a top. */
export function table(stage: Stage, x: number, z: number, wide: number, deep: number, high: number, top: Rgb): void {
  const depth = z - stage.camera.z
  if (depth < -deep || depth > stage.far * 0.6) return
  const leg = mix(stage.palette.ink, top, 0.3)
  const h = wide / 2
  if (depth < 14) {
    for (const [a, b] of [
      [-h + 0.05, deep],
      [h - 0.05, deep],
      [-h + 0.05, 0],
      [h - 0.05, 0],
    ] as const) {
      stage.rod(x + a, 0, z + b, x + a, high, z + b, 0.045, leg)
    }
  }
  stage.box(x - h, x + h, high - 0.05, high, z, z + deep, top)
}

/** A bed along the way: frame, blanket, pillow at the far end. */
export function bed(stage: Stage, x0: number, x1: number, z: number, blanket: Rgb, sheet: Rgb): void {
  const { palette } = stage
  if (z - stage.camera.z < -2.4 || z - stage.camera.z > stage.far * 0.8) return
  for (const [a, b] of [
    [x0 + 0.06, z + 1.9],
    [x1 - 0.06, z + 1.9],
    [x0 + 0.06, z + 0.1],
    [x1 - 0.06, z + 0.1],
  ] as const) {
    stage.rod(a, 0, b, a, 0.5, b, 0.05, palette.shade)
  }
  stage.box(x0, x1, 0.4, 0.5, z, z + 2, mix(palette.shade, palette.mid, 0.3))
  stage.box(x0 + 0.03, x1 - 0.03, 0.5, 0.7, z + 0.03, z + 1.95, blanket)
  stage.box(x0 + 0.1, x1 - 0.1, 0.7, 0.82, z + 1.45, z + 1.88, sheet)
}
