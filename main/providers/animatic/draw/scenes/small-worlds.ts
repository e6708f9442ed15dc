import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { clamp, hash, wander } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { drawPassage, fillWithLight } from '../shells.ts'

/** Folds of a blanket like hills, and a small hand around a finger. */
export const folds: Scene = {
  words:
    'newborn:4.5 hand:1 tiny_hand:4 finger:2.5 fold:2.5 blanket:2.5 skin:2.5 silk:1.5 sheet_like_hills:2 cloth:1 lap:1.5 close_up:1.5 feather:1',
  palettes: ['milk', 'love', 'dream', 'gold'],
  flight: { speed: 1.3, eye: 1.5, room: [0.5, 0.4] },
  far: 24,
  fog: 12,
  horizon: 0.4,
  cast: 'none',
  air: 'dust',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.key, p.haze, 0.3)
    return {
      paint: t => {
        stage.clear(mix(p.key, WHITE, 0.3))
        stage.flare(0.8, 0.5, p.key, -0.4, -0.3)
        stage.rows(1.15, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 0.7) return
          const alpha = stage.fadeIn(depth) * clamp((depth - 0.7) / 1.2)
          const points: number[] = []
          const half = depth * 1.5 + 3
          for (let k = 0; k <= 14; k++) {
            const x = -half + (2 * half * k) / 14
            const y =
              0.25 +
              0.34 * wander(x * 0.55 + i * 3.7 + 40, seed) +
              0.3 * Math.sin(x * 0.4 + i * 1.9) +
              0.03 * Math.sin(t * 1.2 + i)
            const spot = stage.spot(x, y, z)
            if (spot) points.push(spot.x, spot.y)
          }
          if (points.length < 6) return
          const top = Math.min(...points.filter((_, k) => k & 1))
          const foot = stage.spot(0, -0.9, z)
          const low = foot ? foot.y : stage.height
          const gradient = ctx.createLinearGradient(0, top, 0, low)
          gradient.addColorStop(0, css(stage.tint(mix(p.key, WHITE, 0.5), depth), alpha))
          gradient.addColorStop(0.35, css(stage.tint(mix(p.haze, p.key, 0.3), depth), alpha))
          gradient.addColorStop(1, css(stage.tint(mix(p.mid, p.shade, 0.25), depth), alpha))
          ctx.fillStyle = gradient
          ctx.beginPath()
          ctx.moveTo(points[0]!, stage.height + 20)
          for (let k = 0; k < points.length; k += 2) {
            const px = points[k]!
            const py = points[k + 1]!
            if (k === 0) ctx.lineTo(px, py)
            else
              ctx.quadraticCurveTo(points[k - 2]!, points[k - 1]!, (points[k - 2]! + px) / 2, (points[k - 1]! + py) / 2)
          }
          ctx.lineTo(points[points.length - 2]!, stage.height + 20)
          ctx.fill()
        })
        const grip = stage.spot(0.1, 0.75, stage.camera.z + Math.max(2.6, 4.8 - t * 0.35))
        if (!grip) return
        const s = grip.scale * 0.95
        const skin = mix([236, 178, 150], p.key, 0.15)
        const deep = mix(skin, [150, 78, 70], 0.45)
        const thick = (x0: number, y0: number, x1: number, y1: number, w: number, colour: Rgb): void => {
          ctx.strokeStyle = css(colour)
          ctx.lineWidth = w * s
          ctx.beginPath()
          ctx.moveTo(grip.x + x0 * s, grip.y + y0 * s)
          ctx.quadraticCurveTo(
            grip.x + (x0 + x1) * 0.5 * s,
            grip.y + (y0 + y1) * 0.5 * s - 0.05 * s,
            grip.x + x1 * s,
            grip.y + y1 * s,
          )
          ctx.stroke()
        }
        const squeeze = 0.012 * Math.sin(t * 1.6)
        thick(1.7, 0.75, -0.42, -0.06, 0.32, deep)
        thick(1.7, 0.72, -0.42, -0.09, 0.28, skin)
        thick(-0.46, -0.1, -0.5, -0.11, 0.13, mix(skin, WHITE, 0.5))
        thick(-1.5, 0.95, -0.3, 0.32, 0.42, deep)
        thick(-1.5, 0.92, -0.3, 0.29, 0.38, mix(skin, WHITE, 0.12))
        ctx.fillStyle = css(mix(skin, WHITE, 0.12))
        ctx.beginPath()
        ctx.ellipse(grip.x - 0.18 * s, grip.y + 0.24 * s, 0.34 * s, 0.26 * s, -0.4, 0, 6.284)
        ctx.fill()
        for (let k = 0; k < 4; k++) {
          const x = -0.2 + k * 0.17
          const y = 0.02 + k * 0.065
          thick(x - 0.05, y + 0.22, x + 0.06 + squeeze, y - 0.12, 0.155, deep)
          thick(x - 0.05, y + 0.21, x + 0.06 + squeeze, y - 0.13, 0.13, mix(skin, WHITE, 0.14))
        }
        thick(-0.42, 0.12, -0.16, -0.02 + squeeze, 0.15, mix(skin, WHITE, 0.1))
      },
    }
  },
}

/** Candles tall as trees on a cake, faces glowing in the dark around them. */
export const candles: Scene = {
  words: 'cake:4.5 birthday:3 birthday_cake:6 candle:1.6 flame:1.5 candlelight:3 shrine:2 wish:1.5 icing:2.5',
  palettes: ['ember', 'love', 'gold'],
  flight: { speed: 0.9, eye: 1.05, room: [0.4, 0.3] },
  far: 20,
  fog: 14,
  horizon: 0.46,
  cast: 'none',
  air: 'sparks',
  build: (stage, hints) => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.ink, p.shade, 0.55)
    const isCake = hints.says('cake birthday icing') || hash(seed, 1) < 0.5
    const stripes: readonly Rgb[] = [p.key, mix(p.accent, WHITE, 0.3), mix([240, 120, 140], p.key, 0.3)]
    return {
      paint: t => {
        stage.clear(p.ink)
        stage.strip(
          0,
          -60,
          60,
          isCake ? mix(p.key, [255, 220, 200], 0.4) : mix(p.shade, p.mid, 0.4),
          isCake ? mix(p.haze, p.mid, 0.2) : mix(p.shade, p.ink, 0.4),
        )
        stage.flare(0.7, 0.6, mix(p.haze, p.key, 0.5))
        const back = stage.camera.z + 13
        for (let k = 0; k < 6; k++) {
          const x = (k - 2.5) * 3.4 + (hash(seed, k) - 0.5)
          const y = 2 + hash(k, 2) * 1.3 + Math.sin(t * 0.8 + k) * 0.08
          const face = stage.spot(x, y, back)
          if (!face) continue
          const s = face.scale
          const isChild = k & 1
          const r = isChild ? 1 : 1.2
          ctx.fillStyle = css(mix(p.ink, p.shade, 0.5))
          ctx.beginPath()
          ctx.ellipse(face.x, face.y + s * 2.9 * r, s * 1.7 * r, s * 1.6 * r, 0, 0, 6.284)
          ctx.ellipse(face.x, face.y - s * 0.12, s * 1.02 * r, s * 1.2 * r, 0, 0, 6.284)
          ctx.fill()
          const glow = ctx.createRadialGradient(face.x, face.y + s * 0.7, 0, face.x, face.y + s * 0.2, s * 1.3)
          const flicker = 0.85 + 0.15 * Math.sin(t * 11 + k)
          glow.addColorStop(0, css(mix(p.haze, p.key, 0.35), flicker))
          glow.addColorStop(0.6, css(mix(p.mid, p.haze, 0.3), 0.9))
          glow.addColorStop(1, css(mix(p.shade, p.mid, 0.3), 0.9))
          ctx.fillStyle = glow
          ctx.beginPath()
          ctx.ellipse(face.x, face.y + s * 0.12, s * 0.8 * r, s * 0.95 * r, 0, 0, 6.284)
          ctx.fill()
          ctx.fillStyle = css(mix(p.ink, p.shade, 0.3))
          ctx.beginPath()
          ctx.ellipse(face.x, face.y - s * 0.75 * r, s * 0.9 * r, s * 0.55 * r, 0, Math.PI, 6.284)
          ctx.quadraticCurveTo(face.x, face.y - s * 0.35, face.x - s * 0.9 * r, face.y - s * 0.75 * r)
          ctx.fill()
        }
        stage.rows(2.3, (z, i) => {
          for (const s of [-1, 1]) {
            if (z - stage.camera.z > 12) return
            const x = s * (0.95 + hash(seed, i, s) * 1.5)
            const tall = 1.5 + hash(i, s, 2) * 0.5
            const zz = z + hash(i, s, 3)
            const tone = stripes[(i + s + 31) % 3]!
            stage.front(zz, x - 0.11, x + 0.11, 0, tall, mix(WHITE, p.key, 0.4), 1, 0.3)
            for (let k = 0; k < 6; k++) {
              const y = (k / 6) * tall
              stage.polygon(
                [
                  x - 0.11,
                  y,
                  zz - 0.01,
                  x + 0.11,
                  y + 0.16,
                  zz - 0.01,
                  x + 0.11,
                  y + 0.28,
                  zz - 0.01,
                  x - 0.11,
                  y + 0.12,
                  zz - 0.01,
                ],
                tone,
                stage.passing(zz - stage.camera.z),
                0.3,
              )
            }
            stage.pool(x, 0.01, zz, 0.9, p.key, 0.4)
            const wick = stage.spot(x, tall, zz)
            if (!wick || wick.depth < 0.5) continue
            const q = wick.scale
            const lean = Math.sin(t * 6 + i * 2 + s) * 0.03 + Math.sin(t * 13 + i) * 0.015
            const alpha = stage.passing(wick.depth)
            ctx.fillStyle = css([255, 176, 70], 0.92 * alpha)
            ctx.beginPath()
            ctx.moveTo(wick.x + lean * q, wick.y - q * 0.56)
            ctx.bezierCurveTo(
              wick.x + q * 0.06,
              wick.y - q * 0.36,
              wick.x + q * 0.14,
              wick.y - q * 0.18,
              wick.x,
              wick.y - q * 0.03,
            )
            ctx.bezierCurveTo(
              wick.x - q * 0.14,
              wick.y - q * 0.18,
              wick.x - q * 0.06,
              wick.y - q * 0.36,
              wick.x + lean * q,
              wick.y - q * 0.56,
            )
            ctx.fill()
            ctx.fillStyle = css([255, 244, 200], 0.95 * alpha)
            ctx.beginPath()
            ctx.ellipse(wick.x + lean * q * 0.3, wick.y - q * 0.17, q * 0.05, q * 0.12, 0, 0, 6.284)
            ctx.fill()
            stage.glow(x, tall + 0.22, zz, 1.2, mix(p.key, [255, 180, 90], 0.5), 0.7 + 0.1 * Math.sin(t * 12 + i))
          }
          if (isCake) {
            for (let k = -4; k <= 4; k++)
              stage.ball(
                k * 0.62 + hash(i, k) * 0.3,
                0.05,
                z + hash(i, k, 2),
                0.07 + hash(i, k, 3) * 0.05,
                stripes[(k + i + 60) % 3]!,
              )
          }
        })
      },
    }
  },
}

/** An attic: rafters, a projector's cone, photographs hanging like leaves. */
export const attic: Scene = {
  words:
    'attic:5 projector:3.5 photograph:2.5 photo:2.5 memory:1.2 loft:3.5 rafter:3 album:2 home_movie:3.5 film_reel:3 barn:2.5 slide_show:2',
  palettes: ['sepia', 'gold', 'ember', 'moon'],
  flight: { speed: 1.9, eye: 1.5, room: [0.6, 0.4] },
  far: 30,
  fog: 13,
  cast: 'none',
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.mid, p.key, 0.55)
    const wood = mix(p.shade, p.ink, 0.35)
    return {
      paint: t => {
        stage.clear(mix(stage.fogColour, p.key, 0.3))
        const flicker = 0.85 + 0.15 * Math.sin(t * 21) * Math.sin(t * 13)
        stage.flare(0.5, 0.85 * flicker)
        stage.flare(0.16, 0.9 * flicker, WHITE)
        stage.strip(0, -4, 4, mix(p.mid, p.shade, 0.5), mix(p.shade, p.ink, 0.4))
        stage.rows(2, (z, i) => {
          for (const s of [-1, 1]) {
            stage.polygon(
              [s * 3.6, 0, z, s * 3.6, 0, z + 2.02, 0, 3.5, z + 2.02, 0, 3.5, z],
              mix(wood, p.mid, s < 0 ? 0.3 : 0.18),
            )
            for (let k = 1; k < 6; k++)
              stage.rod(
                s * 3.6 * (1 - k / 6),
                (3.5 * k) / 6,
                z,
                s * 3.6 * (1 - k / 6),
                (3.5 * k) / 6,
                z + 2,
                0.02,
                p.ink,
                0.6,
              )
            stage.polygon(
              [s * 3.5, 0, z, s * 3.2, 0, z, s * -0.1, 3.3, z, s * -0.1, 3.55, z],
              wood,
              stage.passing(z - stage.camera.z),
            )
          }
          for (let k = 0; k < 5; k++) stage.level(0.004, -3.4 + k * 1.4, -3.36 + k * 1.4, z, z + 2, p.ink, 0.6)
          stage.front(z, -1.4, 1.4, 2.15, 2.3, wood)
          for (const s of [-1, 1]) {
            if (hash(seed, i, s) < 0.65) {
              const x = s * (2.1 + hash(i, s, 2) * 0.5)
              const size = 0.5 + hash(i, s, 3) * 0.4
              stage.box(
                x - size / 2,
                x + size / 2,
                0,
                size * 0.8,
                z + 0.4,
                z + 0.4 + size,
                mix(p.accent, p.ink, 0.3 + hash(i, s, 4) * 0.3),
              )
              if (hash(i, s, 5) < 0.4)
                stage.box(
                  x - size * 0.3,
                  x + size * 0.3,
                  size * 0.8,
                  size * 1.3,
                  z + 0.5,
                  z + 0.3 + size,
                  mix(p.mid, p.shade, 0.4),
                )
            }
          }
          stage.rod(-1.5, 2.2, z + 1, 1.5, 2.2, z + 1, 0.01, p.ink, 0.7)
          for (let k = 0; k < 5; k++) {
            const x = -1.35 + k * 0.6 + hash(i, k, 6) * 0.2
            if (Math.abs(x) < 0.2) continue
            const sway = Math.sin(t * 1.1 + k * 2 + i) * 0.09
            const w = 0.17
            const top = 2.16
            const low = top - 0.42 - hash(i, k, 7) * 0.12
            const alpha = stage.passing(z + 1 - stage.camera.z)
            stage.polygon(
              [x - w, top, z + 1, x + w, top, z + 1, x + w + sway, low, z + 1, x - w + sway, low, z + 1],
              mix(p.key, WHITE, 0.4),
              alpha,
            )
            stage.polygon(
              [
                x - w + 0.03,
                top - 0.04,
                z + 0.99,
                x + w - 0.03,
                top - 0.04,
                z + 0.99,
                x + w - 0.03 + sway,
                low + 0.09,
                z + 0.99,
                x - w + 0.03 + sway,
                low + 0.09,
                z + 0.99,
              ],
              mix(mix(p.accent, p.mid, hash(i, k, 8)), p.shade, hash(i, k, 9) * 0.5),
              alpha,
            )
            stage.ball(x + sway * 0.5, top - 0.2, z + 0.98, 0.05, mix(p.key, p.haze, 0.3), alpha)
            stage.polygon(
              [
                x - 0.08 + sway * 0.8,
                low + 0.1,
                z + 0.98,
                x + 0.08 + sway * 0.8,
                low + 0.1,
                z + 0.98,
                x + sway * 0.6,
                top - 0.2,
                z + 0.98,
              ],
              mix(p.ink, p.shade, 0.4),
              alpha,
            )
          }
        })
        stage.adding(() => {
          const z = stage.camera.z
          for (const [a, b, alpha] of [
            [0.9, 1.7, 0.1],
            [0.5, 1.1, 0.12],
          ] as const) {
            stage.polygon(
              [-0.05, 1.5, z + 20, 0.05, 1.5, z + 20, b, 1.9 + a, z + 1.2, -b, 1.9 + a, z + 1.2],
              p.key,
              alpha * flicker,
              0.6,
            )
            stage.polygon(
              [-0.05, 1.5, z + 20, 0.05, 1.5, z + 20, b, 1.5 - a, z + 1.2, -b, 1.5 - a, z + 1.2],
              p.key,
              alpha * flicker,
              0.6,
            )
          }
        })
      },
    }
  },
}

/** A pop-up book: paper hills, cardboard waves, a cut-out ship, page after page. */
export const paper: Scene = {
  words:
    'paper:1.2 paper_theatre:6 pop_up:4 cardboard_wave:3 cut_out:3 origami:4 puppet:3.5 toy_theatre:5 storybook:4 fairy_tale:3.5 page_after_page:2 collage:3 castle:2',
  palettes: ['sepia', 'coral', 'candy', 'sea'],
  flight: { speed: 2.6, eye: 1.5, room: [0.6, 0.5] },
  far: 30,
  fog: 20,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.key, p.haze, 0.5)
    const kinds = 5
    return {
      paint: t => {
        stage.clear(mix(p.haze, p.key, 0.4))
        stage.flare(0.6, 0.6)
        const sun = stage.spot(0.8, 3, stage.camera.z + 25)
        if (sun) {
          const r = sun.scale * 2
          ctx.fillStyle = css(mix(p.accent, p.key, 0.35))
          ctx.beginPath()
          for (let k = 0; k < 32; k++) {
            const a = (k / 32) * 6.283 + t * 0.12
            const far = r * (k & 1 ? 1.35 : 1)
            ctx.lineTo(sun.x + Math.cos(a) * far, sun.y + Math.sin(a) * far)
          }
          ctx.fill()
          ctx.fillStyle = css(mix(p.key, WHITE, 0.3))
          ctx.beginPath()
          ctx.ellipse(sun.x, sun.y, r * 0.8, r * 0.8, 0, 0, 6.284)
          ctx.fill()
        }
        stage.strip(0, -30, 30, mix(p.key, p.haze, 0.3), mix(p.haze, p.mid, 0.4))
        stage.rows(2.4, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 0.6) return
          const alpha = stage.passing(depth)
          const kind = (((i + Math.floor(hash(seed, 1) * 5)) % kinds) + kinds) % kinds
          const rise = clamp((stage.far * 0.75 - depth) / 7)
          const tone = [
            mix(p.mid, p.accent, 0.3),
            mix(p.shade, p.mid, 0.4),
            mix(p.accent, p.haze, 0.3),
            mix(p.mid, p.haze, 0.4),
            mix(p.shade, p.accent, 0.3),
          ][kind]!
          const cut = (points: readonly number[], colour: Rgb): void => {
            const flatten = (offset: number, lift: number): number[] => {
              const out: number[] = []
              for (let k = 0; k < points.length; k += 2) out.push(points[k]! + offset, points[k + 1]! * rise + lift, z)
              return out
            }
            stage.polygon(flatten(0.07, -0.05), mix(p.ink, p.shade, 0.3), alpha * 0.3)
            stage.polygon(flatten(0, 0.035), mix(p.key, WHITE, 0.5), alpha)
            stage.polygon(flatten(0, 0), colour, alpha)
          }
          stage.level(0.004, -6, 6, z - 0.2, z + 0.05, mix(p.key, WHITE, 0.4), 0.8)
          if (kind === 0 || kind === 3) {
            for (const s of [-1, 1]) {
              const hill: number[] = [s * 7, 0]
              for (let k = 0; k <= 8; k++)
                hill.push(
                  s * (7 - k * 0.78),
                  0.3 + (kind === 0 ? 2.6 : 1.7) * Math.sin(((k + 0.4) / 9) * Math.PI) ** 1.2 + 0.25 * hash(i, k, s),
                )
              hill.push(s * 0.8, 0)
              cut(hill, tone)
              for (let k = 0; k < 3; k++) {
                const x = s * (1.7 + k * 1.5)
                cut([x - 0.3, 0.5, x + 0.3, 0.5, x, 1.9 + hash(i, k) * 0.7], mix(tone, p.shade, 0.4))
              }
            }
          } else if (kind === 1 || kind === 4) {
            const wave: number[] = [-8, 0]
            const drift = Math.sin(t * 1.3 + i) * 0.25
            for (let k = 0; k <= 48; k++) {
              const x = -8 + k / 3
              wave.push(
                x + drift,
                0.45 + 0.16 * Math.abs(Math.sin(x * 1.7)) + (kind === 4 ? 0.14 : 0) + 0.1 * Math.abs(x) * 0.4,
              )
            }
            wave.push(8, 0)
            cut(wave, mix([70, 140, 170], p.mid, 0.45))
            if (kind === 1) {
              const x = (hash(seed, i, 2) < 0.5 ? -1 : 1) * 1.9 + drift
              const rock = Math.sin(t * 1.5 + i) * 0.08
              cut(
                [x - 0.8, 0.75 + rock, x + 0.85, 0.75 - rock, x + 0.55, 0.35, x - 0.5, 0.35],
                mix(p.accent, p.ink, 0.2),
              )
              cut([x - 0.03, 0.75, x + 0.03, 0.75, x + 0.03, 2.3, x - 0.03, 2.3], p.ink)
              cut([x + 0.06, 0.95, x + 0.75, 1, x + 0.06, 2.2], mix(p.key, WHITE, 0.4))
              cut([x - 0.06, 0.95, x - 0.6, 1, x - 0.06, 2], mix(p.key, p.accent, 0.25))
            }
          } else {
            for (let k = 0; k < 3; k++) {
              const x = (k - 1) * 3 + Math.sin(t * 0.4 + i + k) * 0.4 + (k === 1 ? 0 : 0.5)
              const y = 2.7 + hash(i, k, 4) * 0.9
              const cloud: number[] = []
              for (let n = 0; n < 16; n++) {
                const a = (n / 16) * 6.283
                const far = 1 + 0.16 * Math.cos(n * 2.6)
                cloud.push(x + Math.cos(a) * 0.95 * far, y + Math.sin(a) * 0.36 * far)
              }
              stage.rod(x, y + 0.2, z, x, 6, z, 0.012, p.ink, 0.5)
              cut(cloud, mix(p.haze, WHITE, 0.5))
            }
            for (const s of [-1, 1])
              cut(
                [
                  s * 3.4,
                  0,
                  s * 1.9,
                  0,
                  s * 1.9,
                  1.3,
                  s * 2.1,
                  1.3,
                  s * 2.1,
                  1.6,
                  s * 2.4,
                  1.6,
                  s * 2.4,
                  1.3,
                  s * 2.8,
                  1.3,
                  s * 2.8,
                  2.1,
                  s * 3.1,
                  2.6,
                  s * 3.4,
                  2.1,
                ],
                tone,
              )
          }
        })
      },
    }
  },
}

/** A gallery: pictures in lamplight, statues, a few visitors. */
export const museum: Scene = {
  words: 'studio:3 empty_room:2.5 spotlight:3 audition:2 museum:3.5 gallery:3.5 exhibition:3 statue:2.5 mannequin:2.5',
  palettes: ['milk', 'dusk', 'dream', 'grief'],
  flight: { speed: 2.6, eye: 1.6, room: [1, 0.8] },
  far: 40,
  fog: 18,
  cast: { distance: 7 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.5)
    const w = 4
    const h = 4.4
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.haze, p.mid, 0.4),
      ceiling: mix(p.haze, p.key, 0.3),
      wall: mix(p.key, p.haze, 0.4),
    }
    return {
      paint: t => {
        drawPassage(stage, plan)
        stage.flare(0.6, 0.4)
        stage.rows(4.6, (z, i) => {
          for (const s of [-1, 1]) {
            const tone = mix(mix(p.accent, p.mid, hash(seed, i, s)), p.shade, hash(i, s, 2) * 0.5)
            stage.side(s * w * 0.995, 1, 2.9, z + 0.8, z + 3.2, mix(p.ink, p.accent, 0.3))
            stage.side(s * w * 0.99, 1.12, 2.78, z + 0.95, z + 3.05, mix(p.key, WHITE, 0.2))
            stage.side(s * w * 0.985, 1.3, 2.6, z + 1.15, z + 2.85, tone)
            stage.side(
              s * w * 0.98,
              1.3,
              1.3 + hash(i, s, 3),
              z + 1.15,
              z + 1.15 + hash(i, s, 4) * 1.7,
              mix(tone, p.key, 0.4),
            )
            stage.glow(s * w * 0.9, 3.1, z + 2, 1, p.key, 0.45)
            stage.pool(s * 3, 0.01, z + 2, 1.6, p.key, 0.3)
          }
          if (i % 2 === 0) {
            const x = i % 4 === 0 ? 1.7 : -1.7
            stage.box(x - 0.35, x + 0.35, 0, 0.9, z + 3.6, z + 4.2, mix(p.key, WHITE, 0.4))
            person(stage, x, 0.9, z + 3.9, i % 4 === 0 ? 'woman' : 'man', {
              pose: 'raise',
              phase: i,
              colour: mix(p.haze, p.shade, 0.25),
              shadow: false,
              tall: 1.2,
            })
          }
          if (hash(seed, i, 6) < 0.4)
            person(stage, (hash(i, 7) - 0.5) * 4, 0, z, 'woman', { pose: 'stand', phase: t + i })
        })
      },
    }
  },
}
