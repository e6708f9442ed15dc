import { css, mix } from '../colour.ts'
import { clamp, cycle, hash, wrap } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Stars streaming past, planets, a galaxy turning ahead. */
export const space: Scene = {
  words:
    'space:3 deep_space:5 star:1.2 galaxy:3 cosmos:4 planet:2.5 rocket:2.5 astronaut:4 universe:4 warp:2.5 nebula:3.5 comet:3 spaceship:4 milky_way:3 moon_landing:4 satellite:2.5 supernova:3.5',
  palettes: ['cosmos', 'night', 'neon', 'sea'],
  flight: { speed: 9, eye: 0, room: [1.5, 1.2] },
  far: 64,
  fog: 62,
  cast: { pose: 'float', ground: -0.9, distance: 5.4 },
  build: (stage, hints) => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = p.ink
    const hasGalaxy = hints.says('galaxy spiral milky') || hash(seed, 1) < 0.6
    const sky = makeSky(stage, {
      stars: 420,
      below: 0.65,
      stops: [
        [1, p.ink],
        [0.35, mix(p.ink, p.shade, 0.6)],
        [0, mix(p.shade, p.mid, 0.25)],
        [-0.5, mix(p.ink, p.shade, 0.5)],
      ],
      extra: (g, width) => {
        g.globalCompositeOperation = 'lighter'
        for (let k = 0; k < 40; k++) {
          const u = hash(k, 1, seed) - 0.5
          const x = u * width * 0.8
          const y = x * 0.34 + (hash(k, 2, seed) - 0.5) * stage.unit * 0.42
          const r = stage.unit * (0.08 + 0.2 * hash(k, 3))
          const tone = cycle([p.mid, p.accent, p.haze], k)
          const gradient = g.createRadialGradient(x, y, 0, x, y, r)
          gradient.addColorStop(0, css(tone, 0.14))
          gradient.addColorStop(1, css(tone, 0))
          g.fillStyle = gradient
          g.fillRect(x - r, y - r, 2 * r, 2 * r)
        }
        g.globalCompositeOperation = 'source-over'
      },
    })
    return {
      paint: t => {
        sky()
        stage.flare(0.34, 0.5, mix(p.key, p.accent, 0.25))
        stage.flare(0.09, 0.8, p.key)
        ctx.globalCompositeOperation = 'lighter'
        if (hasGalaxy) {
          const size = stage.unit * (0.34 + t * 0.014)
          const cx = stage.aimX + stage.unit * 0.05
          const cy = stage.aimY - stage.unit * 0.02
          for (const [arm, tone] of [
            [0, p.key],
            [Math.PI, p.haze],
          ] as const) {
            ctx.fillStyle = css(tone, 0.5)
            ctx.beginPath()
            for (let k = 0; k < 150; k++) {
              const u = (k + hash(k, 5)) / 150
              const angle = arm + u * 7 + t * 0.22 + (hash(k, 6) - 0.5) * 0.5
              const r = size * (0.06 + u) * (0.92 + 0.16 * hash(k, 7))
              const x = cx + Math.cos(angle) * r
              const y = cy + Math.sin(angle) * r * 0.46 - Math.cos(angle) * r * 0.25
              const dot = stage.unit * (0.0016 + 0.003 * hash(k, 8)) * (1.3 - u)
              ctx.rect(x - dot, y - dot, dot * 2, dot * 2)
            }
            ctx.fill()
          }
        }
        ctx.globalCompositeOperation = 'source-over'
        stage.rows(26, (z, _, random) => {
          const angle = random(1) * 6.283
          const spot = stage.spot(Math.cos(angle) * (9 + random(3) * 6), Math.sin(angle) * (5 + random(3) * 4), z)
          if (!spot || spot.depth < 4) return
          const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 4) / 3)
          const r = (1.4 + random(2) * 2.6) * spot.scale
          const base = random(4) < 0.5 ? p.accent : p.mid
          const light = Math.atan2(stage.aimY - spot.y, stage.aimX - spot.x)
          const ring = (isFront: boolean): void => {
            if (random(5) > 0.55) return
            ctx.strokeStyle = css(mix(p.haze, p.key, 0.4), 0.6 * alpha)
            ctx.lineWidth = r * 0.13
            ctx.beginPath()
            ctx.ellipse(spot.x, spot.y, r * 1.75, r * 0.42, -0.35, isFront ? 0 : Math.PI, isFront ? Math.PI : 6.284)
            ctx.stroke()
          }
          ring(false)
          const gradient = ctx.createRadialGradient(
            spot.x + Math.cos(light) * r * 0.6,
            spot.y + Math.sin(light) * r * 0.6,
            r * 0.05,
            spot.x,
            spot.y,
            r * 1.15,
          )
          gradient.addColorStop(0, css(mix(base, p.key, 0.65), alpha))
          gradient.addColorStop(0.5, css(base, alpha))
          gradient.addColorStop(1, css(mix(p.ink, p.shade, 0.3), alpha))
          ctx.fillStyle = gradient
          ctx.beginPath()
          ctx.arc(spot.x, spot.y, r, 0, 6.284)
          ctx.fill()
          ring(true)
        })
        ctx.globalCompositeOperation = 'lighter'
        for (let b = 0; b < 3; b++) {
          ctx.strokeStyle = css(b === 2 ? p.accent : mix(p.key, p.haze, b * 0.4), 0.4 + 0.15 * b)
          ctx.lineWidth = stage.unit * (0.0014 + b * 0.0009)
          ctx.beginPath()
          for (let k = b; k < 420; k += 3) {
            const ahead = wrap(hash(k, 3) * 60 - stage.camera.z, 60)
            const angle = hash(k, 1) * 6.283
            const r = 1.2 + 15 * Math.sqrt(hash(k, 2))
            const x = stage.camera.x * 0.7 + Math.cos(angle) * r
            const y = Math.sin(angle) * r
            const from = stage.spot(x, y, stage.camera.z + ahead)
            const to = stage.spot(x, y, stage.camera.z + ahead + 0.35 + ahead * 0.018)
            if (!from || !to || from.depth < 0.8) continue
            ctx.moveTo(from.x, from.y)
            ctx.lineTo(to.x + 0.6, to.y)
          }
          ctx.stroke()
        }
        ctx.globalCompositeOperation = 'source-over'
      },
    }
  },
}
