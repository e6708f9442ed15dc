import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'

/** Candles tall as trees on a cake, faces glowing in the dark around them. */
export const candles: Scene = {
  words: 'cake:4.5 birthday:3 birthday_cake:6 candle:1.6 flame:1.5 candlelight:3 shrine:2 wish:1.5 icing:2.5',
  palettes: ['ember', 'love', 'gold'],
  flight: { speed: 0.9, eye: 1.05, room: [0.4, 0.3] },
  far: 20,
  fog: 14,
  horizon: 0.46,
  isIndoors: true,
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
          ctx.ellipse(face.x, face.y + s * 3.1 * r, s * 2.1 * r, s * 1.75 * r, 0, 0, 6.284)
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
            const tone = cycle(stripes, i + s + 1)
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
                cycle(stripes, k + i),
              )
          }
        })
      },
    }
  },
}
