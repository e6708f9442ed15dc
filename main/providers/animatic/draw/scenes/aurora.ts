import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, cycle, hash, wander, wrap } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Curtains of northern light over a dark curved earth. */
export const aurora: Scene = {
  words:
    'aurora:5 northern_light:5 polar_light:5 curtain_of_light:3 dark_curved_earth:2.5 ionosphere:4 thin_air:1 orbit:1 atmosphere:2',
  palettes: ['aurora', 'acid'],
  flight: { speed: 4, eye: 2, room: [1.5, 1.2] },
  far: 70,
  fog: 60,
  horizon: 0.66,
  pitch: 0.04,
  cast: { distance: 7 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.ink, p.shade, 0.7)
    const sky = makeSky(stage, {
      stars: 420,
      below: 0.5,
      stops: [
        [1, p.ink],
        [0.4, mix(p.ink, p.shade, 0.5)],
        [0.06, mix(p.shade, p.mid, 0.5)],
        [0, mix(p.mid, p.haze, 0.5)],
        [-0.02, p.ink],
        [-0.4, p.ink],
      ],
      extra: (g, width) => {
        g.fillStyle = css(mix(p.ink, p.shade, 0.25))
        g.beginPath()
        g.ellipse(0, stage.unit * 1.2, width * 0.95, stage.unit * 1.215, 0, Math.PI, 6.284)
        g.fill()
      },
    })
    const tones: readonly Rgb[] = [p.haze, mix(p.haze, p.key, 0.3), p.accent, mix(p.mid, p.haze, 0.5)]
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.3, p.haze, 0, -0.1)
        ctx.globalCompositeOperation = 'lighter'
        stage.rows(7, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 1.5) return
          const side = i & 1 ? 1 : -1
          const tone = cycle(tones, i)
          const alpha = stage.fadeIn(depth) * clamp((depth - 1.5) / 5) * 0.34
          const feet: (readonly [number, number, number])[] = []
          for (let k = 0; k <= 22; k++) {
            const u = k / 22
            const x = side * (1.2 + u * 20) + Math.sin(u * 7 + t * 0.7 + i) * 1.6
            const foot = stage.camera.y + 0.15
            const ends = Math.min(1, u * 5, (1 - u) * 3)
            const tall = ends * (7.5 + 3 * wander(u * 6 + t * 0.6 + i * 3, seed) + 1.3 * Math.sin(u * 23 + t * 1.6))
            const low = stage.spot(x, foot, z + Math.sin(u * 6 + i) * 2.5)
            if (low) feet.push([low.x, low.y, tall * low.scale])
          }
          if (feet.length < 3) return
          const lowest = Math.max(...feet.map(([, y]) => y))
          const highest = Math.min(...feet.map(([, y, up]) => y - up))
          // Folds of one curtain: the whole height, its bright hem, and a haze above it.
          for (const [share, strength, hue] of [
            [1, 0.5, p.accent],
            [0.62, 0.8, tone],
            [0.26, 0.6, mix(tone, WHITE, 0.3)],
          ] as const) {
            const gradient = ctx.createLinearGradient(0, lowest, 0, lowest + (highest - lowest) * share)
            gradient.addColorStop(0, css(hue, 0))
            gradient.addColorStop(0.16, css(hue, alpha * strength))
            gradient.addColorStop(1, css(hue, 0))
            ctx.fillStyle = gradient
            ctx.beginPath()
            feet.forEach(([x, y]) => ctx.lineTo(x, y))
            for (let k = feet.length - 1; k >= 0; k--) ctx.lineTo(feet[k]![0], feet[k]![1] - feet[k]![2] * share)
            ctx.fill()
          }
          ctx.strokeStyle = css(mix(tone, WHITE, 0.35), alpha * 0.7)
          ctx.lineWidth = Math.max(1, (stage.unit * 0.03) / Math.max(1, depth * 0.12))
          ctx.beginPath()
          feet.forEach(([x, y, up], k) => {
            const ray = 0.2 + 0.5 * Math.abs(Math.sin(k * 2.3 + t * 1.7 + i))
            ctx.moveTo(x, y - up * 0.03)
            ctx.lineTo(x, y - up * ray)
          })
          ctx.globalAlpha = 0.35
          ctx.stroke()
          ctx.globalAlpha = 1
        })
        ctx.globalCompositeOperation = 'source-over'
        for (let k = 0; k < 60; k++) {
          const ahead = wrap(hash(k, 3) * 40 - stage.camera.z, 40)
          stage.glow((hash(k, 1) - 0.5) * 24, 0.5 + hash(k, 2) * 10, stage.camera.z + 1.5 + ahead, 0.05, p.key, 0.8)
        }
      },
    }
  },
}
