import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** A small car or taxi seen from behind, its lights on by night. */
export function carAhead(stage: Stage, x: number, z: number, colour: Rgb, isComing: boolean): void {
  const { palette: p } = stage
  stage.box(x - 0.85, x + 0.85, 0.3, 0.85, z, z + 3.8, colour)
  stage.box(
    x - 0.7,
    x + 0.7,
    0.85,
    1.4,
    z + 0.7,
    z + 3,
    mix(colour, p.ink, 0.3),
    mix(colour, p.key, 0.2),
    mix(p.ink, p.shade, 0.4),
  )
  for (const s of [-1, 1]) {
    stage.front(z + 0.05, x + s * 0.6 - 0.18, x + s * 0.6 + 0.18, 0.06, 0.34, p.ink)
    const light: Rgb = isComing ? mix(p.key, WHITE, 0.4) : [255, 70, 50]
    stage.front(z - 0.02, x + s * 0.62 - 0.14, x + s * 0.62 + 0.14, 0.58, 0.72, light, 1, 0.7)
    stage.glow(x + s * 0.62, 0.65, z - 0.05, isComing ? 0.8 : 0.45, light, p.isNight ? 0.8 : 0.35)
  }
}
