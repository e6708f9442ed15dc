import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Fireworks unfolding one after another in the way of the flight. */
export const fireworks: Scene = {
  words: 'firework:5 chrysanthemum:2 rocket_burst:3 new_year:3 explosion:2.5 pyrotechnics:4 sparkler:.8',
  palettes: ['night', 'neon', 'ember', 'cosmos'],
  flight: { speed: 6, eye: 0, room: [1.2, 1] },
  far: 60,
  fog: 60,
  horizon: 0.62,
  cast: { distance: 6, ground: -2.2 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.ink, p.shade, 0.4)
    const sky = makeSky(stage, {
      stars: 240,
      skyline: 0.16,
      stops: [
        [1, p.ink],
        [0.3, mix(p.ink, p.shade, 0.7)],
        [0, mix(p.shade, p.mid, 0.5)],
        [-0.3, p.ink],
      ],
    })
    const tones: readonly Rgb[] = [
      [255, 90, 80],
      [255, 204, 96],
      [110, 200, 255],
      [200, 130, 255],
      [130, 255, 170],
      [255, 240, 220],
    ]
    return {
      paint: t => {
        sky()
        stage.strip(-9, -300, 300, mix(p.shade, p.ink, 0.5), p.ink)
        ctx.globalCompositeOperation = 'lighter'
        stage.rows(2.8, (z, i) => {
          const x = (hash(seed, i, 1) - 0.5) * 22
          const y = -1 + hash(seed, i, 2) * 9
          const spot = stage.spot(x, y, z)
          if (!spot || spot.depth < 1) return
          const age = (t * 0.55 + hash(seed, i, 3) * 1.7 + (60 - spot.depth) * 0.02) % 1.5
          const tone = tones[Math.floor(hash(i, 4) * 6)]!
          const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 1) / 3)
          if (age > 1.15) {
            const climb = (age - 1.15) / 0.35
            stage.glowAt(spot.x, spot.y + (1 - climb) * 5 * spot.scale, Math.max(2, 0.16 * spot.scale), tone, alpha)
            ctx.globalCompositeOperation = 'lighter'
            return
          }
          const open = 1 - (1 - age / 1.15) ** 3
          const fade = alpha * (1 - (age / 1.15) ** 2.2)
          const reach = (3.4 + hash(i, 5) * 3) * open * spot.scale
          const petals = reach > 60 ? 40 : 26
          for (const [share, width, a] of [
            [1, 0.022, 0.9],
            [0.62, 0.016, 0.65],
          ] as const) {
            ctx.strokeStyle = css(share < 1 ? mix(tone, WHITE, 0.5) : tone, fade * a)
            ctx.lineWidth = Math.max(0.8, width * spot.scale)
            ctx.beginPath()
            for (let k = 0; k < petals; k++) {
              const angle = (k / petals) * 6.283 + hash(i, 6)
              const far = reach * share * (0.75 + 0.25 * hash(i, k, 7))
              const drop = age * age * 0.5 * spot.scale
              const ux = Math.cos(angle)
              const uy = Math.sin(angle)
              ctx.moveTo(spot.x + ux * far * (0.35 + 0.5 * age), spot.y + uy * far * (0.35 + 0.5 * age) + drop * 0.5)
              ctx.lineTo(spot.x + ux * far, spot.y + uy * far + drop)
            }
            ctx.stroke()
          }
          const shine = stage.spot(x, -9, z)
          if (shine && fade > 0.1) {
            ctx.fillStyle = css(tone, fade * 0.16)
            ctx.beginPath()
            for (let k = 0; k < 5; k++) {
              const wide = reach * (0.5 - k * 0.07)
              ctx.rect(
                shine.x - wide + Math.sin(t * 3 + k * 2) * 4,
                shine.y + k * stage.unit * 0.022,
                wide * 2,
                Math.max(1, stage.unit * 0.006),
              )
            }
            ctx.fill()
          }
          stage.flares.push({
            x: spot.x,
            y: spot.y,
            radius: reach * 1.3 + 4,
            colour: tone,
            strength: fade * 0.5 * (1 - age * 0.6),
          })
        })
        ctx.globalCompositeOperation = 'source-over'
      },
    }
  },
}
