import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A football ground: stands, floodlights, the pitch sliding under, a goal ahead. */
export const stadium: Scene = {
  words:
    'stadium:5 football:3.5 soccer:3.5 pitch:2.5 goal:2 floodlight:2 match:1.2 arena:3 waving_flag:1.5 ball:.5 net:1 athlete:2 marathon:2',
  palettes: ['storm', 'moss', 'night', 'noon'],
  flight: { speed: 7, eye: 1.4, room: [1.6, 2] },
  far: 90,
  fog: 40,
  horizon: 0.46,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.haze, p.mid, p.isNight ? 0.3 : 0.1)
    const sky = makeSky(stage, { stars: p.isNight ? 60 : 0, streaks: 4 })
    const grass = mix([58, 130, 66], p.mid, 0.3)
    const flags: readonly Rgb[] = [p.accent, p.key, [210, 60, 60], [60, 110, 200], WHITE]
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.3)
        stage.strip(0, -60, 60, grass, mix(grass, p.ink, 0.25))
        stage.rows(11, (z, i) => {
          if (i & 1) stage.level(0.004, -17, 17, z, z + 11, mix(grass, p.key, 0.2), 0.5)
        })
        for (const x of [-15, 15]) stage.strip(0.01, x - 0.1, x + 0.1, WHITE)
        for (const s of [-1, 1]) {
          stage.wall(s * 19, 0, 1.1, mix(p.accent, p.shade, 0.35))
          for (let k = 0; k < 5; k++)
            stage.wall(
              s * (20.5 + k * 2.4),
              k * 1.5 + 0.6,
              k * 1.5 + 2.3,
              mix(mix(p.shade, p.ink, 0.35), p.mid, k * 0.09),
            )
        }
        stage.rows(3, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 2 || (depth > 45 && i & 1)) return
          for (const s of [-1, 1]) {
            for (let k = 0; k < 5; k++) {
              const colour = mix(flags[Math.floor(hash(seed, i, k, s) * 5)]!, p.shade, 0.35)
              stage.begin()
              for (let m = 0; m < (depth > 28 ? 2 : 4); m++) {
                const x = s * (20.4 + k * 2.4)
                const zz = z + m * 0.75 + hash(i, k, m) * 0.3
                const y = 1.6 + k * 1.5 + Math.abs(Math.sin(t * 3 + i + m)) * 0.12
                stage.add([x, y, zz, x, y + 0.5, zz, x, y + 0.5, zz + 0.42, x, y, zz + 0.42])
              }
              stage.fillAdded(colour, 0.95)
            }
            if (hash(seed, i, s, 9) < 0.35) {
              const k = Math.floor(hash(i, s, 10) * 4)
              const x = s * (20.2 + k * 2.4)
              const y = 2.4 + k * 1.5
              const wave = Math.sin(t * 5 + i) * 0.4
              stage.rod(x, y, z, x, y + 2, z, 0.07, p.ink)
              stage.polygon(
                [
                  x,
                  y + 2,
                  z,
                  x - s * 0.3 + wave * 0.3,
                  y + 1.8 + wave * 0.3,
                  z + 1,
                  x,
                  y + 1.9 - wave * 0.3,
                  z + 2,
                  x,
                  y + 0.8,
                  z + 2,
                  x - s * 0.2,
                  y + 0.8 + wave * 0.3,
                  z + 1,
                  x,
                  y + 0.9,
                  z,
                ],
                cycle(flags, i),
              )
            }
          }
        })
        stage.rows(26, z => {
          stage.level(0.012, -15, 15, z, z + 0.18, WHITE, 0.85)
          const circle: number[] = []
          for (let k = 0; k < 24; k++) circle.push(Math.cos(k * 0.2618) * 4.6, 0.012, z + Math.sin(k * 0.2618) * 4.6)
          const middle = stage.spot(0, 0.01, z)
          if (middle && stage.camera.z < z - 5) {
            stage.begin()
            stage.add(circle)
            ctx.lineWidth = Math.max(0.7, middle.scale * 0.13)
            ctx.strokeStyle = css(stage.tint(WHITE, middle.depth), 0.8 * stage.fadeIn(middle.depth))
            ctx.stroke()
          }
          for (const s of [-1, 1]) {
            const x = s * 18
            stage.rod(x, 0, z + 8, x, 15, z + 8, 0.3, mix(p.ink, p.shade, 0.4))
            stage.front(z + 8, x - 2.4, x + 2.4, 14.2, 17.4, mix(p.ink, p.shade, 0.5))
            for (let a = 0; a < 3; a++)
              for (let b = 0; b < 4; b++)
                stage.glow(x - 1.8 + b * 1.2, 14.8 + a, z + 7.9, 0.95, mix(p.key, WHITE, 0.5), 1)
            stage.glow(x, 15.8, z + 7.9, 8, mix(p.key, WHITE, 0.4), 0.4)
          }
        })
        stage.rows(9, (z, i) => {
          const x = (hash(seed, i, 1) - 0.5) * 16
          if (Math.abs(x) > 1)
            person(stage, x, 0, z + Math.sin(t + i), 'man', {
              phase: t * 8 + i,
              colour: mix(i & 1 ? p.accent : WHITE, p.ink, 0.4),
            })
        })
        const goal = stage.camera.z + 17 - Math.min(9, t * 1.6)
        for (let k = 0; k <= 10; k++)
          stage.rod(-3.6 + k * 0.72, 0, goal + 1.4, -3.6 + k * 0.72, 2.44, goal, 0.02, WHITE, 0.5)
        for (let k = 1; k < 6; k++)
          stage.rod(-3.66, k * 0.42, goal + 1.2, 3.66, k * 0.42, goal + 1.2, 0.02, WHITE, 0.45)
        for (const x of [-3.66, 3.66]) stage.rod(x, 0, goal, x, 2.5, goal, 0.13, WHITE)
        stage.rod(-3.66, 2.5, goal, 3.66, 2.5, goal, 0.13, WHITE)
        const near = stage.camera.z + 4.6
        const ball = stage.ball(Math.sin(t * 1.3) * 0.5, 0.5 + Math.abs(Math.sin(t * 2.2)) * 0.9, near, 0.17, WHITE)
        if (ball) {
          const r = 0.17 * ball.scale
          ctx.fillStyle = css(p.ink, 0.85)
          ctx.beginPath()
          for (let k = 0; k < 3; k++) {
            const a = t * 9 + k * 2.1
            ctx.moveTo(ball.x + Math.cos(a) * r * 0.55 + r * 0.25, ball.y + Math.sin(a) * r * 0.55)
            ctx.ellipse(
              ball.x + Math.cos(a) * r * 0.55,
              ball.y + Math.sin(a) * r * 0.55,
              r * 0.25,
              r * 0.25,
              0,
              0,
              6.283,
            )
          }
          ctx.fill()
        }
      },
    }
  },
}
