import { cycle } from '../numbers.ts'
import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** A street lamp leaning over the way, with its pool of light. */
export function lampPost(stage: Stage, x: number, z: number, height: number, reach: number, light: Rgb): void {
  const { palette } = stage
  const dark = mix(palette.ink, palette.shade, 0.3)
  const tip = x - Math.sign(x) * reach
  if (palette.isNight) stage.pool(tip, 0.02, z, height * 0.7, light, 0.3)
  stage.front(z, x - 0.05, x + 0.05, 0, height, dark)
  stage.front(z, Math.min(x, tip), Math.max(x, tip), height - 0.07, height + 0.03, dark)
  stage.front(z, tip - 0.22, tip + 0.22, height - 0.22, height - 0.05, light, 1, 0.8)
  if (palette.isNight) stage.glow(tip, height - 0.2, z, height * 0.34, light, 0.85)
}

/** A string of lights sagging between two points across the way. */
export function lightString(
  stage: Stage,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
  sag: number,
  count: number,
  colours: readonly Rgb[],
  t: number,
  size = 0.2,
): void {
  const { ctx, palette } = stage
  let isOpen = false
  ctx.beginPath()
  for (let k = 0; k <= count; k++) {
    const u = k / count
    const spot = stage.spot(x0 + (x1 - x0) * u, y0 + (y1 - y0) * u - Math.sin(Math.PI * u) * sag, z0 + (z1 - z0) * u)
    if (!spot) {
      isOpen = false
      continue
    }
    if (isOpen) ctx.lineTo(spot.x, spot.y)
    else ctx.moveTo(spot.x, spot.y)
    isOpen = true
  }
  const middle = (z0 + z1) / 2 - stage.camera.z
  ctx.lineWidth = 1
  ctx.strokeStyle = css(stage.tint(palette.ink, Math.max(0.5, middle)), 0.6 * stage.fadeIn(middle))
  ctx.stroke()
  for (let k = 1; k < count; k++) {
    const u = k / count
    const twinkle = 0.75 + 0.25 * Math.sin(t * 3 + k * 2.1 + z0)
    stage.glow(
      x0 + (x1 - x0) * u,
      y0 + (y1 - y0) * u - Math.sin(Math.PI * u) * sag - 0.05,
      z0 + (z1 - z0) * u,
      size,
      cycle(colours, k),
      0.95 * twinkle,
    )
  }
}

/** A paper lantern or a balloon: a lit ball with a darker foot. */
export function lantern(stage: Stage, x: number, y: number, z: number, radius: number, colour: Rgb): void {
  const spot = stage.ball(x, y, z, radius, colour, 1, 0.55)
  if (!spot || radius * spot.scale < 4) return
  stage.ball(x, y + radius * 0.25, z, radius * 0.62, mix(colour, WHITE, 0.5), 0.55, 0.7)
  stage.glowAt(spot.x, spot.y, radius * spot.scale * 2.2, colour, 0.4 * stage.fadeIn(spot.depth))
}
