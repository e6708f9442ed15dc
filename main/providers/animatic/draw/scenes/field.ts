import { css, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { tuft } from '../props/plants.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A field of grass or corn, a track through it, poles towards the horizon. */
export const field: Scene = {
  words:
    'field:3 wheat:2.5 wheat_field:5 corn:2 grass:1.2 meadow:3 prairie:3.5 farm:2.5 hay:2 barley:2.5 dirt_track:2 sunflower:2.5 bicycle:1 pasture:3 countryside:2.5 hill:1',
  palettes: ['gold', 'summer', 'dusk', 'spring'],
  flight: { speed: 5.5, eye: 1.35, room: [1.4, 2] },
  far: 70,
  fog: 30,
  horizon: 0.5,
  way: { sway: 2.4, swayLength: 90, hills: 1.8, hillLength: 110 },
  cast: { distance: 7 },
  air: 'seeds',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.3)
    const sunX = (hash(seed, 1) - 0.5) * 0.5
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.06 + hash(seed, 2) * 0.08, radius: 0.08 },
      streaks: 8,
      heaps: hash(seed, 3) < 0.4 ? 3 : 0,
      ridges: { count: 2, height: 0.07 },
    })
    const isWheat = hints.says('wheat corn barley hay golden ear harvest')
    const land = isWheat ? mix([222, 170, 76], p.mid, 0.45) : mix(mix(p.accent, p.mid, 0.6), p.shade, 0.15)
    const hasPoles = hints.says('pole wire telephone') || hash(seed, 4) < 0.3
    const hasBike = hints.says('bicycle bike cyclist')
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.5, p.key, sunX, -0.08)
        stage.strip(0, -160, 160, mix(land, p.haze, 0.15), mix(land, p.shade, 0.5))
        stage.strip(0.01, -1.1, 1.1, mix(p.mid, p.haze, 0.5), mix(p.mid, p.shade, 0.3))
        stage.strip(0.014, -0.3, 0.3, mix(land, p.shade, 0.2), mix(land, p.shade, 0.4), 0.7)
        if (hasPoles) {
          stage.rows(13, z => {
            stage.front(z, 3.6, 3.76, 0, 5.6, mix(p.ink, p.shade, 0.4))
            stage.front(z, 3, 4.4, 5, 5.12, mix(p.ink, p.shade, 0.4))
            for (const x of [3.1, 4.3]) stage.rod(x, 5.1, z, x, 5.1, z + 13, 0.025, p.ink, 0.7)
          })
        }
        stage.rows(1.1, (z, i) => {
          const depth = z - stage.camera.z
          const count = depth > 34 ? 4 : depth > 14 ? 7 : 9
          for (let n = 0; n < count; n++) {
            const s = n & 1 ? 1 : -1
            const spread = depth > 20 ? 22 : 9
            const x = s * (1.25 + hash(seed, i, n, 1) ** 1.4 * spread)
            tuft(
              stage,
              x,
              z + hash(i, n, 2),
              isWheat ? 0.95 + hash(i, n, 3) * 0.5 : 0.5 + hash(i, n, 3) * 0.5,
              mix(mix(land, p.key, 0.15 + hash(i, n, 4) * 0.3), p.ink, depth < 4 ? 0.22 : hash(i, n, 5) * 0.12),
              t,
              i + n,
              4,
              0.3,
            )
          }
          if (!isWheat && depth < 16) {
            const x = (hash(seed, i, 7) < 0.5 ? -1 : 1) * (1.5 + hash(seed, i, 8) * 3)
            stage.ball(x, 0.55, z, 0.05, hash(i, 9) < 0.5 ? p.accent : p.key)
          }
        })
        if (!hasBike) return
        const z = stage.camera.z + 8.5 - Math.min(2, t * 0.4)
        const hub = stage.spot(Math.sin(t * 1.6) * 0.25, 0.34, z)
        if (!hub) return
        const { ctx } = stage
        const r = 0.34 * hub.scale
        ctx.strokeStyle = css(mix(p.ink, p.shade, 0.2))
        ctx.lineWidth = Math.max(1, r * 0.16)
        ctx.beginPath()
        ctx.ellipse(hub.x, hub.y, r * 0.14, r, Math.sin(t * 1.6) * 0.08, 0, 6.283)
        ctx.moveTo(hub.x - r * 0.9, hub.y - r * 1.9)
        ctx.lineTo(hub.x + r * 0.9, hub.y - r * 1.9)
        ctx.stroke()
        person(stage, Math.sin(t * 1.6) * 0.25, 0.28, z - 0.05, 'girl', {
          phase: t * 8,
          shadow: false,
          tall: 1.45,
          scarf: hints.hasScarf,
        })
      },
    }
  },
}
