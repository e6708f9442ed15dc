import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, wander } from '../numbers.ts'
import type { Scene } from '../scene.ts'

/** Folds of a blanket like hills, and a small hand around a finger. */
export const folds: Scene = {
  words:
    'newborn:4.5 hand:1 tiny_hand:4 finger:2.5 fold:2.5 blanket:2.5 skin:2.5 silk:1.5 sheet_like_hills:2 cloth:1 lap:1.5 close_up:1.5 feather:1',
  palettes: ['milk', 'love', 'dream', 'gold'],
  flight: { speed: 1.3, eye: 1.5, room: [0.5, 0.4] },
  far: 24,
  fog: 12,
  horizon: 0.4,
  isIndoors: true,
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
          gradient.addColorStop(0.22, css(stage.tint(mix(p.haze, p.mid, 0.25), depth), alpha))
          gradient.addColorStop(1, css(stage.tint(mix(p.mid, p.shade, 0.6), depth), alpha))
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
        const s = grip.scale * 1.5
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
        thick(3.4, -0.5, -0.42, -0.06, 0.33, deep)
        thick(3.4, -0.53, -0.42, -0.09, 0.29, skin)
        thick(-0.46, -0.1, -0.5, -0.11, 0.13, mix(skin, WHITE, 0.5))
        thick(-3, 2.1, -0.3, 0.36, 0.44, deep)
        thick(-3, 2.06, -0.3, 0.32, 0.39, mix(skin, WHITE, 0.12))
        thick(-3.2, 2.2, -0.95, 0.72, 0.62, mix(p.haze, p.mid, 0.35))
        thick(-3.2, 2.15, -0.95, 0.68, 0.55, mix(p.key, WHITE, 0.5))
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
