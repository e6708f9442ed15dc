import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import type { PersonKind } from '../figures.ts'
import { cycle, hash, wrap } from '../numbers.ts'
import { lightString } from '../props/lamps.ts'
import type { Scene } from '../scene.ts'

/** Guests or skaters circling under lamps on a shining floor. */
export const dance: Scene = {
  words:
    'dance:1.5 dance_floor:5 dancing:2 ballroom:3.5 roller:3 rink:4 skater:2.5 skate:2 mirror_ball:3 disco:2 waltz:3 whirling:1.5 club:1.5 first_dance:4 prom:2.5 party:.8',
  palettes: ['neon', 'love', 'ember', 'candy'],
  flight: { speed: 2.4, eye: 1.65, room: [1.6, 1] },
  far: 30,
  fog: 15,
  isIndoors: true,
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.mid, p.haze, 0.4)
    const isWarm = hints.says('wedding couple garland bulb sparkler')
    const isRink = hints.says('roller rink skate skater mirror_ball disco')
    const h = 5.5
    const tones: readonly Rgb[] = [p.key, p.accent, p.haze, mix(p.accent, p.key, 0.5)]
    const kinds: readonly PersonKind[] = ['woman', 'man', 'woman', 'man', 'girl']
    return {
      paint: t => {
        stage.clear()
        stage.strip(h, -40, 40, mix(p.shade, p.ink, 0.3), p.ink)
        stage.strip(0, -40, 40, mix(p.shade, p.mid, 0.6), mix(p.ink, p.shade, 0.6))
        stage.flare(0.6, 0.5, p.haze)
        for (const s of [-1, 1]) stage.wall(s * 9, 0, h, mix(p.shade, p.mid, 0.4))
        stage.adding(() => {
          for (let k = 0; k < 70; k++) {
            const angle = t * 0.35 + k * 2.4
            const r = 1 + (k % 12) * 0.9
            const x = Math.cos(angle) * r
            const z = stage.camera.z + 1.5 + wrap(hash(k, 3) * 20 - stage.camera.z * 0.3 + Math.sin(angle) * 2, 20)
            const spot = stage.spot(x, 0.01, z)
            if (!spot || spot.depth < 1) continue
            stage.ctx.fillStyle = css(cycle(tones, k), 0.4 * stage.fadeIn(spot.depth))
            stage.ctx.beginPath()
            stage.ctx.ellipse(
              spot.x,
              spot.y,
              0.26 * spot.scale,
              0.1 * spot.scale * Math.min(1, 4 / spot.depth),
              0.2,
              0,
              6.283,
            )
            stage.ctx.fill()
          }
        })
        stage.rows(3.2, (z, i) => {
          if (isRink) {
            for (const s of [-1, 1]) {
              stage.side(s * 8.95, 1, 1.12, z, z + 3.2, s < 0 ? p.accent : p.key, 0.9, 0.8)
              stage.side(s * 8.95, 2.6, 2.7, z, z + 3.2, s < 0 ? p.key : p.accent, 0.8, 0.8)
              stage.glow(s * 8.9, 1.1, z + 1.6, 1.8, s < 0 ? p.accent : p.haze, 0.22)
            }
          } else {
            lightString(stage, -7, h - 0.6, z, 7, h - 0.6, z + 0.6, 1.5, 12, isWarm ? [p.key] : tones, t, 0.2)
          }
          for (let n = 0; n < 4; n++) {
            const ring = 1.3 + n * 1.5 + hash(seed, i, n) * 0.5
            const angle = t * (isRink ? 0.7 : 0.45) * (isRink ? 1 : n & 1 ? 1 : -1) + hash(i, n, 2) * 6.283
            const x = Math.cos(angle) * ring * 1.15
            const zz = z + Math.sin(angle) * 0.9
            if (Math.abs(x) < 0.8) continue
            const kind = cycle(kinds, i + n)
            const colour = mix(mix(p.ink, cycle(tones, i + n), 0.28), p.shade, 0.2)
            const lean = isRink ? -Math.sin(angle) * 0.14 : Math.sin(t * 2 + n) * 0.06
            person(stage, x, 0, zz, kind, {
              pose: isRink ? 'walk' : n % 3 === 0 ? 'raise' : 'reach',
              phase: t * (isRink ? 2.6 : 4) + n + i,
              colour,
              tilt: lean,
            })
          }
        })
        const ahead = stage.camera.z + 9
        const turn = Math.sin(t * 1.4)
        if (isRink) {
          const ball = stage.ball(0.4, 4, ahead, 0.62, mix(p.haze, WHITE, 0.3), 1, 0.5)
          if (ball) {
            const r = 0.62 * ball.scale
            for (let a = -3; a <= 3; a++) {
              for (let b = -3; b <= 3; b++) {
                if (a * a + b * b > 11) continue
                stage.ctx.fillStyle = css(mix(p.shade, WHITE, hash(a + 9, b + 9, Math.floor(t * 7))), 0.85)
                const shift = wrap(a / 3.5 + t * 0.3 + 1, 2) - 1
                const wide = Math.sqrt(Math.max(0, 1 - (b / 3.6) ** 2))
                stage.ctx.fillRect(
                  ball.x + shift * r * wide - r * 0.1,
                  ball.y + (b / 3.6) * r - r * 0.1,
                  r * 0.2,
                  r * 0.2,
                )
              }
            }
            stage.glowAt(ball.x, ball.y, r * 3, p.key, 0.5)
          }
        } else {
          person(stage, -0.28 + turn * 0.12, 0, ahead - 2.5 + turn * 0.2, 'man', {
            pose: 'reach',
            phase: t * 3,
            hand: 1,
            tilt: turn * 0.05,
          })
          person(stage, 0.3 + turn * 0.12, 0, ahead - 2.5 - turn * 0.2, 'woman', {
            pose: 'reach',
            phase: t * 3 + 1,
            hand: -1,
            tilt: turn * 0.08,
            colour: mix(p.key, p.haze, 0.5),
          })
          for (let k = 0; k < 8; k++)
            stage.glow(
              Math.cos(k * 2.4 + t) * 2.4,
              1.4 + Math.sin(k * 3 + t * 2) * 0.3,
              ahead - 1.5,
              0.22,
              p.key,
              0.6 + 0.4 * Math.sin(t * 13 + k),
            )
        }
      },
    }
  },
}
