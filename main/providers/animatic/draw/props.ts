import { css, mix, WHITE } from './colour.ts'
import type { Rgb } from './colour.ts'
import { clamp, hash } from './numbers.ts'
import type { Spot, Stage } from './stage.ts'

/** A spot ready to draw an upright thing on, with its opacity; undefined when it is not worth drawing. */
function standing(
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

/** A tree with a round crown. */
export function tree(stage: Stage, x: number, z: number, height: number, id: number, leaf?: Rgb, y = 0): void {
  const place = standing(stage, x, y, z, height * 0.5, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const green = leaf ?? mix(mix(palette.accent, palette.shade, 0.5), palette.mid, 0.35)
  ctx.fillStyle = css(stage.tint(mix(palette.ink, palette.shade, 0.3), spot.depth), alpha)
  ctx.fillRect(spot.x - h * 0.025, spot.y - h * 0.5, h * 0.05, h * 0.5)
  const lit = stage.aimX > spot.x ? 1 : -1
  const layers = h < 30 ? 1 : 2
  for (let n = 0; n < layers; n++) {
    ctx.fillStyle = css(stage.tint(n ? mix(green, palette.key, 0.3) : mix(green, palette.ink, 0.3), spot.depth), alpha)
    ctx.beginPath()
    for (let k = 0; k < 6; k++) {
      const angle = k * 1.05 + id
      const r = h * (0.15 + 0.09 * hash(id, k)) * (n ? 0.7 : 1)
      const cx = spot.x + Math.cos(angle) * h * 0.2 + n * lit * h * 0.05
      const cy = spot.y - h * (0.7 + 0.15 * Math.sin(angle * 1.7) + n * 0.06)
      ctx.moveTo(cx + r, cy)
      ctx.ellipse(cx, cy, r, r * 0.9, 0, 0, 6.283)
    }
    ctx.fill()
  }
}

/** A spruce, with snow on its branches where asked. */
export function pine(stage: Stage, x: number, z: number, height: number, snow: boolean, y = 0): void {
  const place = standing(stage, x, y, z, height * 0.3, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const body = mix(palette.ink, mix(palette.shade, palette.accent, snow ? 0 : 0.25), 0.55)
  ctx.fillStyle = css(stage.tint(palette.ink, spot.depth), alpha)
  ctx.fillRect(spot.x - h * 0.02, spot.y - h * 0.2, h * 0.04, h * 0.2)
  const tiers = h < 40 ? 3 : 4
  for (let k = 0; k < tiers; k++) {
    const base = spot.y - h * (0.1 + (k * 0.8) / tiers)
    const wide = h * 0.27 * (1 - (k / tiers) * 0.78)
    const top = base - h * 0.36
    ctx.fillStyle = css(stage.tint(mix(body, palette.mid, k * 0.07), spot.depth), alpha)
    ctx.beginPath()
    ctx.moveTo(spot.x - wide, base)
    ctx.quadraticCurveTo(spot.x, base + h * 0.05, spot.x + wide, base)
    ctx.quadraticCurveTo(spot.x + wide * 0.25, base - h * 0.15, spot.x, top)
    ctx.quadraticCurveTo(spot.x - wide * 0.25, base - h * 0.15, spot.x - wide, base)
    ctx.fill()
    if (!snow || h < 30) continue
    ctx.fillStyle = css(stage.tint(mix(palette.key, WHITE, 0.5), spot.depth), alpha * 0.85)
    ctx.beginPath()
    ctx.moveTo(spot.x - wide * 0.62, base - h * 0.06)
    ctx.quadraticCurveTo(spot.x - wide * 0.2, base - h * 0.16, spot.x, top)
    ctx.quadraticCurveTo(spot.x + wide * 0.1, base - h * 0.17, spot.x + wide * 0.34, base - h * 0.1)
    ctx.quadraticCurveTo(spot.x - wide * 0.1, base - h * 0.12, spot.x - wide * 0.62, base - h * 0.06)
    ctx.fill()
  }
}

/** A slender dark tree, as beside southern graves. */
export function cypress(stage: Stage, x: number, z: number, height: number): void {
  const place = standing(stage, x, 0, z, height * 0.2, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  ctx.fillStyle = css(stage.tint(mix(palette.ink, palette.shade, 0.35), spot.depth), alpha)
  ctx.beginPath()
  ctx.moveTo(spot.x, spot.y - h)
  ctx.bezierCurveTo(
    spot.x + h * 0.16,
    spot.y - h * 0.55,
    spot.x + h * 0.13,
    spot.y - h * 0.1,
    spot.x + h * 0.03,
    spot.y,
  )
  ctx.lineTo(spot.x - h * 0.03, spot.y)
  ctx.bezierCurveTo(spot.x - h * 0.13, spot.y - h * 0.1, spot.x - h * 0.16, spot.y - h * 0.55, spot.x, spot.y - h)
  ctx.fill()
}

/** A tall daisy with a bent stem that leans with the wind. */
export function flower(
  stage: Stage,
  x: number,
  z: number,
  height: number,
  petal: Rgb,
  heart: Rgb,
  t: number,
  id: number,
): void {
  const place = standing(stage, x, 0, z, height * 0.6, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const lean = (Math.sin(t * 1.1 + id) * 0.06 + (hash(id, 1) - 0.5) * 0.3) * h
  const cx = spot.x + lean
  const cy = spot.y - h
  ctx.strokeStyle = css(stage.tint(mix(palette.shade, palette.ink, 0.3), spot.depth), alpha)
  ctx.lineWidth = Math.max(0.7, h * 0.028)
  ctx.beginPath()
  ctx.moveTo(spot.x, spot.y)
  ctx.quadraticCurveTo(spot.x, spot.y - h * 0.6, cx, cy)
  ctx.stroke()
  const r = h * 0.2
  ctx.fillStyle = css(stage.tint(petal, spot.depth), alpha)
  ctx.beginPath()
  for (let k = 0; k < 9; k++) {
    const angle = (k / 9) * 6.283 + id
    const px = cx + Math.cos(angle) * r
    const py = cy + Math.sin(angle) * r * 0.8
    ctx.moveTo(px + r * 0.42, py)
    ctx.ellipse(px, py, r * 0.52, r * 0.3, angle, 0, 6.283)
  }
  ctx.fill()
  ctx.fillStyle = css(stage.tint(heart, spot.depth), alpha)
  ctx.beginPath()
  ctx.ellipse(cx, cy, r * 0.5, r * 0.42, 0, 0, 6.283)
  ctx.fill()
}

/** A fan of blades, as grass, corn or ferns. */
export function tuft(
  stage: Stage,
  x: number,
  z: number,
  height: number,
  colour: Rgb,
  t: number,
  id: number,
  blades = 5,
  spread = 0.5,
): void {
  const place = standing(stage, x, 0, z, height, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx } = stage
  const h = height * spot.scale
  ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha)
  ctx.beginPath()
  const count = h < 14 ? 2 : blades
  for (let k = 0; k < count; k++) {
    const u = count > 1 ? k / (count - 1) - 0.5 : 0
    const tip = spot.x + (u * 2 * spread + Math.sin(t * 1.3 + id + k) * 0.08) * h
    const top = spot.y - h * (0.65 + 0.35 * hash(id, k))
    const foot = spot.x + u * h * 0.22
    const wide = h * 0.035
    ctx.moveTo(foot - wide, spot.y)
    ctx.quadraticCurveTo(foot - wide + u * h * 0.2, spot.y - h * 0.5, tip, top)
    ctx.quadraticCurveTo(foot + wide + u * h * 0.3, spot.y - h * 0.45, foot + wide, spot.y)
  }
  ctx.fill()
}

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
      colours[k % colours.length]!,
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

/** An open umbrella over a walking person. */
export function umbrella(stage: Stage, x: number, y: number, z: number, radius: number, colour: Rgb): void {
  const place = standing(stage, x, y, z, radius, radius)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const r = radius * spot.scale
  ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha)
  ctx.beginPath()
  ctx.moveTo(spot.x - r, spot.y)
  ctx.bezierCurveTo(spot.x - r * 0.8, spot.y - r * 0.85, spot.x + r * 0.8, spot.y - r * 0.85, spot.x + r, spot.y)
  for (let k = 2; k >= -2; k--)
    ctx.quadraticCurveTo(
      spot.x + r * (k * 0.4 + 0.2) - r * 0.2,
      spot.y - r * 0.14,
      spot.x + r * (k * 0.4 - 0.2),
      spot.y,
    )
  ctx.fill()
  if (r < 8) return
  ctx.strokeStyle = css(mix(palette.key, colour, 0.5), alpha * 0.6)
  ctx.lineWidth = Math.max(0.7, r * 0.03)
  ctx.beginPath()
  ctx.moveTo(spot.x - r, spot.y)
  ctx.bezierCurveTo(spot.x - r * 0.8, spot.y - r * 0.85, spot.x + r * 0.8, spot.y - r * 0.85, spot.x + r, spot.y)
  ctx.stroke()
}

/** A heap of cloud: shadowed base, lit crown. */
export function puff(stage: Stage, x: number, y: number, z: number, size: number, id: number): void {
  const spot = stage.spot(x, y, z)
  if (!spot || spot.depth < 0.9) return
  const { ctx, palette } = stage
  const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 0.9) / 3.2)
  const r = size * spot.scale
  if (spot.x + r * 3 < 0 || spot.x - r * 3 > stage.width || alpha < 0.02 || r < 1) return
  const toward = stage.aimX > spot.x ? 1 : -1
  const layers: readonly (readonly [number, number, number, Rgb])[] = [
    [0, 0, 1, mix(palette.mid, palette.shade, 0.25)],
    [toward * 0.06, -0.13, 0.9, mix(palette.mid, palette.haze, 0.75)],
    [toward * 0.15, -0.27, 0.66, mix(palette.haze, palette.key, 0.8)],
  ]
  for (const [dx, dy, k, colour] of spot.depth > 30 ? layers.slice(1) : layers) {
    ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha * 0.93)
    ctx.beginPath()
    for (let m = 0; m < 7; m++) {
      const u = (m / 6) * 2 - 1
      const rr = r * (0.36 + 0.34 * hash(id, m)) * (1 - u * u * 0.5) * k
      const cx = spot.x + u * r * 1.75 + dx * r
      const cy = spot.y - rr * 0.55 * (1 - u * u * 0.4) + dy * r * (1 - u * u * 0.6)
      ctx.moveTo(cx + rr, cy)
      ctx.ellipse(cx, cy, rr, rr * 0.8, 0, 0, 6.283)
    }
    ctx.fill()
  }
}

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
  let at = 0
  for (const k of [0.6, 3.9])
    at =
      stage.add([
        x * 0.998,
        0.9,
        z + k,
        x * 0.998,
        0.9,
        z + k + 1.6,
        x * 0.998,
        2.3,
        z + k + 1.6,
        x * 0.998,
        2.3,
        z + k,
      ]) || at
  if (at) stage.fill(mix(palette.key, palette.haze, 0.5), at)
  stage.begin()
  at = 0
  for (const k of [0.7, 1.45, 4, 4.75])
    at = stage.add([g, 1, z + k, g, 1, z + k + 0.65, g, 2.2, z + k + 0.65, g, 2.2, z + k]) || at
  if (at) stage.fill(glass, at, 1, isLit ? 0.5 : 0)
  stage.side(g, 0.1, 2.15, z + 2.6, z + 3.5, mix(palette.accent, palette.ink, 0.25))
  if (isLit && palette.isNight) {
    stage.pool(x - s * 1.2, 0.02, z + 1.4, 2, palette.key, 0.25)
    stage.pool(x - s * 1.2, 0.02, z + 4.7, 2, palette.key, 0.25)
  }
}

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
