import { WHITE, css, mix } from '../colour.ts'
import { clamp, hash, wrap } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import { bubble } from '../props/bubble.ts'

/** Under water: shafts of light, weeds, a shoal parting. */
export const underwater: Scene = {
  words:
    'underwater:5 fish:2 shoal:3 diving:2.5 diver:3 deep_sea:4 coral_reef:4 aquarium:4 submarine:4 swimming_pool:3 swimmer:2 whale:3.5 jellyfish:4 reef:3.5 drowning:3 turquoise_silence:1',
  palettes: ['sea', 'noon', 'dream', 'acid'],
  flight: { speed: 3.2, eye: 2, room: [1.3, 1] },
  far: 34,
  fog: 13,
  cast: { pose: 'float', ground: 2.2, distance: 6 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.haze, p.mid, 0.5)
    const sky = makeSky(stage, {
      stops: [
        [1, mix(p.haze, p.key, 0.6)],
        [0.5, p.haze],
        [0, stage.fogColour],
        [-0.4, p.shade],
        [-1, p.ink],
      ],
    })
    const floor = -1.2
    return {
      paint: t => {
        stage.clear(mix(p.mid, p.shade, 0.4))
        sky()
        stage.flare(0.9, 0.35, p.key, 0, -0.45)
        ctx.globalCompositeOperation = 'lighter'
        for (let k = 0; k < 7; k++) {
          const angle = -0.75 + k * 0.25 + 0.05 * Math.sin(t * 0.6 + k * 2)
          const half = 0.035 + 0.05 * hash(k, 4)
          const x = stage.aimX
          const y = stage.aimY - stage.unit * 0.95
          const long = stage.unit * 1.9
          const gradient = ctx.createLinearGradient(0, 0, 0, stage.height * 0.95)
          gradient.addColorStop(0, css(p.key, 0.2))
          gradient.addColorStop(1, css(p.key, 0))
          ctx.fillStyle = gradient
          ctx.beginPath()
          ctx.moveTo(x + angle * stage.unit * 0.3, y)
          ctx.lineTo(x + Math.sin(angle - half) * long, y + Math.cos(angle - half) * long)
          ctx.lineTo(x + Math.sin(angle + half) * long, y + Math.cos(angle + half) * long)
          ctx.fill()
        }
        ctx.globalCompositeOperation = 'source-over'
        stage.strip(floor, -60, 60, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.4))
        stage.rows(1.7, (z, i) => {
          for (const s of [-1, 1]) {
            const foot = stage.spot(s * (2 + hash(seed, i, s) * 6), floor, z)
            if (foot && foot.depth > 0.8) {
              ctx.fillStyle = css(
                stage.tint(mix(p.ink, i & 1 ? p.accent : p.mid, 0.35), foot.depth),
                stage.fadeIn(foot.depth) * stage.passing(foot.depth),
              )
              ctx.beginPath()
              for (let k = 0; k < 4; k++) {
                const tall = (1.2 + hash(i, s, 2) * 2.6) * foot.scale * (0.6 + 0.4 * hash(i, k))
                const bend = Math.sin(t * 0.9 + i + k) * 0.2 * foot.scale
                const x = foot.x + (k - 1.5) * 0.2 * foot.scale
                const w = 0.07 * foot.scale
                ctx.moveTo(x - w, foot.y)
                ctx.bezierCurveTo(
                  x - w - bend,
                  foot.y - tall * 0.4,
                  x + bend,
                  foot.y - tall * 0.7,
                  x + bend * 1.6,
                  foot.y - tall,
                )
                ctx.bezierCurveTo(
                  x + w * 2 + bend,
                  foot.y - tall * 0.6,
                  x + w - bend,
                  foot.y - tall * 0.4,
                  x + w,
                  foot.y,
                )
              }
              ctx.fill()
            }
          }
          for (let n = 0; n < 2; n++)
            bubble(
              stage,
              (hash(seed, i, n, 1) - 0.5) * 10,
              floor + wrap(hash(i, n, 2) * 8 + t * 0.6, 8),
              z + n * 0.8,
              0.04 + hash(i, n, 3) ** 2 * 0.2,
              false,
            )
          for (let n = 0; n < 5; n++) {
            const part = clamp(1.6 - (z - stage.camera.z) * 0.06)
            const side = n & 1 ? 1 : -1
            const x = side * (0.5 + part * 1.3 + hash(seed, i, n, 11) * 3.4) + Math.sin(t * 0.8 + i + n) * 0.3
            const spot = stage.spot(x, 0.4 + hash(i, n, 12) * 3.6 + Math.sin(t + n) * 0.1, z + hash(i, n, 13) * 1.4)
            if (!spot || spot.depth < 1.2) continue
            const long = (0.16 + hash(i, n, 14) * 0.14) * spot.scale
            const wag = Math.sin(t * 7 + i + n) * 0.16 * long
            const d = hash(i, n, 15) < 0.75 ? side : -side
            ctx.fillStyle = css(
              stage.tint(mix(p.key, n === 0 ? p.accent : WHITE, 0.5), spot.depth),
              stage.fadeIn(spot.depth) * clamp((spot.depth - 1.2) / 1.5),
            )
            ctx.beginPath()
            ctx.moveTo(spot.x + d * long, spot.y)
            ctx.quadraticCurveTo(spot.x + d * long * 0.2, spot.y - long * 0.42, spot.x - d * long * 0.6, spot.y)
            ctx.lineTo(spot.x - d * long, spot.y - long * 0.3 + wag)
            ctx.lineTo(spot.x - d * long, spot.y + long * 0.3 + wag)
            ctx.lineTo(spot.x - d * long * 0.6, spot.y)
            ctx.quadraticCurveTo(spot.x + d * long * 0.2, spot.y + long * 0.42, spot.x + d * long, spot.y)
            ctx.fill()
          }
        })
      },
    }
  },
}
