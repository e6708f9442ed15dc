import { WHITE, css, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import { swell } from '../props/swell.ts'

/** A mirror of water between wooded shores, lily pads, a jetty. */
export const lake: Scene = {
  words: 'lake:4 pond:3.5 lily_pad:2 jetty:2 river:2 canoe:2.5 reflection:1 mirror_of:1 swamp:2',
  palettes: ['dawn', 'dusk', 'spring', 'moon'],
  flight: { speed: 5, eye: 1, room: [1.4, 1.4] },
  far: 90,
  fog: 34,
  cast: { pose: 'raise', ground: 0.9, distance: 8.5, x: 1.5 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.3)
    const sunX = (hash(seed, 1) - 0.5) * 0.5
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.07, radius: 0.07 },
      streaks: 9,
      ridges: { count: 3, height: 0.14, from: mix(p.haze, p.mid, 0.5), to: mix(p.shade, p.ink, 0.3) },
    })
    const tone = mix(p.mid, p.haze, 0.25)
    const jettySide = hash(seed, 2) < 0.5 ? -1 : 1
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.5, p.key, sunX, -0.07)
        stage.strip(0, -300, 300, mix(p.haze, p.mid, 0.3), mix(p.mid, p.shade, 0.55))
        stage.adding(() => {
          for (let k = 0; k < 5; k++) {
            const y = stage.aimY + stage.unit * (0.03 + k * 0.05)
            stage.ctx.fillStyle = css(p.key, 0.12 - k * 0.018)
            stage.ctx.beginPath()
            stage.ctx.ellipse(
              stage.aimX + sunX * stage.unit,
              y,
              stage.unit * (0.1 + 0.02 * Math.sin(t * 2 + k)),
              stage.unit * 0.035,
              0,
              0,
              6.283,
            )
            stage.ctx.fill()
          }
        })
        swell(stage, t, 60, 1, 0.92, sunX, tone)
        stage.rows(1.6, (z, i) => {
          for (let n = 0; n < 3; n++) {
            const x = (hash(seed, i, n, 1) - 0.5) * 16
            const spot = stage.spot(x, 0.01, z + hash(i, n, 2))
            if (!spot || Math.abs(x) < 0.6 || spot.depth < 0.8 || spot.depth > 40) continue
            const r = (0.16 + hash(i, n, 3) * 0.26) * spot.scale
            const flat = Math.min(0.6, stage.camera.y / spot.depth) * r
            stage.ctx.fillStyle = css(stage.tint(mix(p.accent, p.shade, 0.45), spot.depth), stage.passing(spot.depth))
            stage.ctx.beginPath()
            stage.ctx.ellipse(spot.x, spot.y, r, flat, 0, 0.3, 6.1)
            stage.ctx.lineTo(spot.x, spot.y)
            stage.ctx.fill()
            if (hash(i, n, 4) < 0.25) stage.ball(x, 0.1, z, 0.09, mix(p.accent, WHITE, 0.6))
          }
        })
        stage.rows(4, (z, i) => {
          const x = jettySide * (7 + hash(seed, i, 8) * 9)
          for (let k = 0; k < 6; k++)
            stage.rod(
              x + k * 0.22,
              -0.1,
              z,
              x + k * 0.22 + Math.sin(t + k + i) * 0.12,
              1 + hash(i, k) * 0.9,
              z,
              0.05,
              mix(p.shade, p.ink, 0.4),
            )
        })
        stage.rows(34, z => {
          const x = jettySide * 2
          const far = jettySide * 14
          stage.box(x, far, 0.42, 0.56, z + 18, z + 19.8, mix(p.accent, p.ink, 0.55))
          for (const k of [0, 2, 4, 6])
            stage.rod(x + jettySide * k, -0.2, z + 18, x + jettySide * k, 0.9, z + 18, 0.14, mix(p.ink, p.shade, 0.3))
        })
      },
    }
  },
}
