import { css, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { tuft } from '../props/plants.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import { carAhead } from '../props/car-ahead.ts'

/** Red rock and heat: a convertible ahead on a straight road between mesas; or open dunes without one. */
export const desert: Scene = {
  words:
    'desert:4 desert_highway:6 mesa:3.5 dune:3 cactus:3 canyon:1.5 sahara:4 oasis:3 camel:3 convertible:2 mars:2 red_rock:2.5 sandstorm:3 route:1.5',
  palettes: ['desert', 'noon', 'coral', 'dusk'],
  flight: { speed: 13, eye: 1.6, room: [1, 1.4] },
  far: 140,
  fog: 56,
  horizon: 0.5,
  way: { hills: 2.5, hillLength: 150 },
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const hasRoad = hints.says('road highway car convertible drive route motorbike')
    const rock = mix(p.mid, [178, 70, 40], 0.5)
    const sky = makeSky(stage, {
      sun: { x: (hash(seed, 1) - 0.5) * 0.7, y: 0.3, radius: 0.05 },
      streaks: 5,
      ridges: { count: 2, height: 0.07, from: mix(p.haze, rock, 0.4), to: mix(rock, p.haze, 0.3) },
    })
    const sand = mix(p.haze, p.mid, 0.5)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.35, p.key, 0, -0.1)
        stage.strip(0, -300, 300, sand, mix(sand, p.mid, 0.6))
        stage.rows(22, (z, i) => {
          for (const s of [-1, 1]) {
            if (hash(seed, i, s, 1) < 0.3) continue
            const x = s * (22 + hash(seed, i, s, 2) * 40)
            const half = 6 + hash(i, s, 3) * 9
            const top = 6 + hash(i, s, 4) * 14
            const tone = mix(rock, p.shade, 0.1 + hash(i, s, 5) * 0.25)
            const alpha = stage.passing(z - stage.camera.z)
            stage.polygon(
              [
                x - half * 1.5,
                0,
                z,
                x + half * 1.5,
                0,
                z,
                x + half * 0.95,
                top * 0.5,
                z,
                x + half * 0.9,
                top,
                z,
                x - half * 0.85,
                top,
                z,
                x - half * 0.95,
                top * 0.5,
                z,
              ],
              tone,
              alpha,
            )
            stage.polygon(
              [
                x - half * 0.93,
                top * 0.62,
                z - 0.1,
                x + half * 0.93,
                top * 0.62,
                z - 0.1,
                x + half * 0.91,
                top * 0.74,
                z - 0.1,
                x - half * 0.9,
                top * 0.74,
                z - 0.1,
              ],
              mix(tone, p.key, 0.25),
              alpha,
            )
            stage.polygon(
              [
                x + half * 0.2,
                0,
                z - 0.2,
                x + half * 1.5,
                0,
                z - 0.2,
                x + half * 0.95,
                top * 0.5,
                z - 0.2,
                x + half * 0.9,
                top,
                z - 0.2,
                x + half * 0.35,
                top,
                z - 0.2,
              ],
              mix(tone, p.ink, 0.3),
              alpha * 0.8,
            )
          }
        })
        if (hasRoad) {
          stage.strip(0.01, -3.6, 3.6, mix(p.shade, p.mid, 0.4), mix(p.shade, p.ink, 0.2))
          stage.rows(6, z => stage.level(0.016, -0.1, 0.1, z, z + 2.8, mix([250, 206, 80], p.key, 0.3), 0.9), 2)
        } else {
          stage.rows(12, (z, i) => {
            const x = (hash(seed, i, 6) - 0.5) * 26
            stage.polygon(
              [x - 16, 0, z, x - 3, 1.5, z + 1, x + 2, 2.1, z + 1.4, x + 6, 1.2, z + 1, x + 18, 0, z],
              mix(sand, p.key, 0.25),
              stage.passing(z - stage.camera.z),
            )
            stage.polygon(
              [x + 2, 2.1, z + 1.3, x + 6, 1.2, z + 0.9, x + 18, 0, z - 0.1, x - 2, 0, z - 0.1],
              mix(sand, p.shade, 0.3),
              stage.passing(z - stage.camera.z),
            )
          })
        }
        stage.rows(5, (z, i) => {
          for (const s of [-1, 1]) {
            tuft(
              stage,
              s * (5 + hash(seed, i, s) * 12),
              z,
              0.5 + hash(i, s, 2) * 0.5,
              mix(p.accent, p.shade, 0.45),
              t,
              i,
              6,
              0.9,
            )
            if (hash(seed, i, s, 7) < 0.2) {
              const x = s * (7 + hash(i, s, 8) * 9)
              const green = mix([70, 100, 60], p.shade, 0.3)
              stage.rod(x, 0, z, x, 2.6, z, 0.36, green)
              stage.rod(x, 1.2, z, x + 0.7, 1.4, z, 0.26, green)
              stage.rod(x + 0.7, 1.4, z, x + 0.75, 2.1, z, 0.26, green)
            }
          }
        })
        if (!hasRoad) return
        const z = stage.camera.z + 7.5 + Math.sin(t * 0.8) * 0.8 - Math.min(1.5, t * 0.3)
        const x = Math.sin(t * 0.6) * 0.4
        carAhead(stage, x, z, mix([196, 44, 40], p.mid, 0.15), false)
        const seat = stage.spot(x + 0.32, 1.15, z + 1)
        if (seat) {
          const { ctx } = stage
          const s = seat.scale
          ctx.fillStyle = css(mix(p.ink, p.shade, 0.3))
          ctx.beginPath()
          ctx.ellipse(seat.x, seat.y - s * 0.32, s * 0.12, s * 0.15, 0, 0, 6.283)
          ctx.ellipse(seat.x - s * 0.66, seat.y - s * 0.3, s * 0.12, s * 0.14, 0, 0, 6.283)
          ctx.fill()
          ctx.fillStyle = css(hints.hasScarf ? [206, 42, 44] : p.accent)
          ctx.beginPath()
          ctx.moveTo(seat.x, seat.y - s * 0.16)
          ctx.bezierCurveTo(
            seat.x + s * 0.3,
            seat.y - s * (0.3 + 0.1 * Math.sin(t * 9)),
            seat.x + s * 0.6,
            seat.y - s * 0.05,
            seat.x + s * 1.1,
            seat.y - s * (0.25 + 0.14 * Math.sin(t * 9 + 1)),
          )
          ctx.lineTo(seat.x + s * 1.08, seat.y - s * 0.12)
          ctx.bezierCurveTo(seat.x + s * 0.6, seat.y + s * 0.1, seat.x + s * 0.3, seat.y - s * 0.14, seat.x, seat.y)
          ctx.fill()
        }
      },
    }
  },
}
