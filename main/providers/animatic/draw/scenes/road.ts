import { WHITE, css, mix } from '../colour.ts'
import { hash, wrap } from '../numbers.ts'
import { pine, tree } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** The bonnet of the car we ride on, trembling a little, with the light of its lamps before it. */
function bonnet(stage: Stage, t: number): void {
  const { ctx, palette: p, width: w, height: h } = stage
  const shake = Math.sin(t * 23) * h * 0.0012 + Math.sin(t * 2.3) * h * 0.004
  const body = mix(p.shade, p.accent, 0.22)
  const left = w * 0.5 - stage.unit * 0.75
  const right = w * 0.5 + stage.unit * 0.75
  const gradient = ctx.createLinearGradient(0, h * 0.84, 0, h)
  gradient.addColorStop(0, css(mix(body, p.key, 0.35)))
  gradient.addColorStop(0.2, css(body))
  gradient.addColorStop(1, css(p.ink))
  ctx.fillStyle = gradient
  ctx.beginPath()
  ctx.moveTo(left - w * 0.1, h + 4)
  ctx.bezierCurveTo(left + w * 0.04, h * 0.88 + shake, w * 0.36, h * 0.86 + shake, w * 0.5, h * 0.86 + shake)
  ctx.bezierCurveTo(w * 0.64, h * 0.86 + shake, right - w * 0.04, h * 0.88 + shake, right + w * 0.1, h + 4)
  ctx.fill()
  ctx.strokeStyle = css(mix(p.key, p.haze, 0.4), 0.5)
  ctx.lineWidth = h * 0.004
  ctx.beginPath()
  ctx.moveTo(left + w * 0.1, h * 0.9 + shake)
  ctx.quadraticCurveTo(w * 0.5, h * 0.845 + shake, right - w * 0.1, h * 0.9 + shake)
  ctx.stroke()
}

/** A drive: the road under a bonnet, posts, trees, oncoming lights; sometimes the sea beside it. */
export const road: Scene = {
  words:
    'road:2.5 car:2.5 drive:2 driving:2.5 night_drive:5 highway:3 motorway:3.5 freeway:3.5 windscreen:3 windshield:3 dashboard:2 headlight:1.5 coast_road:3 white_line:2 mile:1 tyre:.5 truck:2 motorbike:2',
  palettes: ['night', 'dusk', 'gold', 'moon', 'storm'],
  flight: { speed: 15, eye: 1.3, room: [0.6, 0.5] },
  far: 130,
  fog: 46,
  horizon: 0.47,
  way: { sway: 9, swayLength: 210, hills: 2.4, hillLength: 170 },
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.25)
    const isCoast = hints.says('coast sea ocean beach shore')
    const sunX = (hash(seed, 1) < 0.5 ? -1 : 1) * (0.15 + hash(seed, 2) * 0.3)
    const sky = makeSky(stage, {
      stars: p.isNight ? 240 : 0,
      sun: { x: isCoast ? Math.abs(sunX) : sunX, y: p.isNight ? 0.2 : 0.07, radius: p.isNight ? 0.04 : 0.06 },
      streaks: 7,
      ridges: { count: 3, height: isCoast ? 0.07 : 0.14, from: mix(p.haze, p.mid, 0.35), to: p.shade },
    })
    const land = mix(p.mid, p.shade, p.isNight ? 0.75 : 0.45)
    const asphalt = mix(p.shade, p.ink, 0.45)
    const trees = hash(seed, 3) < 0.5
    return {
      paint: t => {
        sky()
        stage.flare(0.6, p.isNight ? 0.2 : 0.45, p.key, sunX, -0.08)
        stage.strip(-0.03, -160, 160, land, mix(land, p.ink, 0.35))
        if (isCoast) {
          stage.strip(-0.02, 7, 400, mix(p.mid, p.haze, 0.2), mix(p.shade, p.mid, 0.4))
          stage.adding(() => {
            for (let k = 0; k < 60; k++) {
              const z = stage.camera.z + 8 + wrap(hash(k, 1) * 90 - stage.camera.z * 0.4, 90)
              const x = Math.max(8, (z - stage.camera.z) * Math.abs(sunX) + (hash(k, 2) - 0.5) * 9)
              stage.level(0, x, x + 1.5 + 1.5 * Math.sin(t * 2 + k), z, z + 0.7, p.key, 0.55, 0.5)
            }
          })
        }
        stage.strip(0, -4.2, 4.2, asphalt, mix(asphalt, p.ink, 0.35))
        for (const x of [-3.8, 3.8]) stage.strip(0.005, x - 0.07, x + 0.07, mix(p.key, p.haze, 0.3))
        stage.rows(7, z => stage.level(0.006, -0.09, 0.09, z, z + 3.2, p.key, 0.9, 0.2), 2)
        stage.rows(8, (z, i, random) => {
          for (const s of [-1, 1]) {
            if (isCoast && s > 0) {
              stage.side(5.2, 0.45, 0.75, z, z + 7.6, mix(p.haze, p.mid, 0.4))
            } else if (trees)
              tree(stage, s * (8 + hash(seed, i, s) * 24), z + random(3) * 7, 3 + hash(i, s, 4) * 4, i + s)
            else pine(stage, s * (8 + hash(seed, i, s) * 24), z + random(3) * 7, 4 + hash(i, s, 4) * 5, false)
            stage.front(z, s * 4.7 - 0.07, s * 4.7 + 0.07, 0, 0.85, mix(p.key, p.haze, 0.4))
            stage.glow(s * 4.7, 0.68, z - 0.02, 0.42, s < 0 ? [255, 190, 90] : [255, 80, 60], p.isNight ? 1 : 0.5)
          }
          if (i % 4 === 0 && !isCoast) {
            stage.front(z, 6.2, 6.4, 0, 7.5, p.ink)
            stage.front(z, 5.4, 7.2, 6.9, 7.02, p.ink)
          }
        })
        for (let k = 0; k < 2; k++) {
          const ahead = wrap(60 * k + hash(seed, 5) * 120 - t * 24, 120)
          for (const x of [-2.7, -1.6]) stage.glow(x, 0.7, stage.camera.z + ahead, 1, mix(p.key, WHITE, 0.4), 0.9)
        }
        if (p.isNight) {
          const z = stage.camera.z
          stage.adding(() => {
            for (const [half, long, alpha] of [
              [1.6, 13, 0.1],
              [2.6, 22, 0.08],
              [4, 34, 0.06],
            ] as const) {
              stage.polygon(
                [-0.9, 0.01, z + 2, 0.9, 0.01, z + 2, half, 0.01, z + long, -half, 0.01, z + long],
                p.key,
                alpha,
                0.5,
              )
            }
          })
        }
        bonnet(stage, t)
      },
    }
  },
}
