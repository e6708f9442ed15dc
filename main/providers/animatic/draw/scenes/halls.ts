import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import type { PersonKind } from '../figures.ts'
import { clamp, hash, wrap } from '../numbers.ts'
import { chair, lightString } from '../props.ts'
import type { Scene } from '../scene.ts'
import { drawPassage, fillWithLight } from '../shells.ts'
import type { Stage } from '../stage.ts'

/** A round table under a cloth, with candles and flowers. */
function candleTable(stage: Stage, x: number, z: number, side: number, t: number): void {
  const { palette: p, ctx, camera } = stage
  const top = stage.spot(x, 0.78, z)
  const foot = stage.spot(x, 0, z)
  if (!top || !foot || top.depth > stage.far || top.depth < 0.7) return
  const r = 0.85 * top.scale
  if (top.x + r < 0 || top.x - r > stage.width) return
  const flat = clamp((camera.y - 0.78) / top.depth, 0.04, 0.6) * r
  const alpha = stage.fadeIn(top.depth) * stage.passing(top.depth)
  const cloth = stage.tint(mix(p.key, p.haze, 0.4), top.depth)
  const dark = stage.tint(mix(p.haze, p.shade, 0.5), top.depth)
  const gradient = ctx.createLinearGradient(top.x - r, 0, top.x + r, 0)
  gradient.addColorStop(0, css(side < 0 ? dark : cloth, alpha))
  gradient.addColorStop(1, css(side < 0 ? cloth : dark, alpha))
  ctx.fillStyle = gradient
  ctx.beginPath()
  ctx.moveTo(top.x - r, top.y)
  ctx.lineTo(foot.x - r * 1.08, foot.y)
  ctx.quadraticCurveTo(foot.x, foot.y + flat * 1.3, foot.x + r * 1.08, foot.y)
  ctx.lineTo(top.x + r, top.y)
  ctx.fill()
  ctx.fillStyle = css(stage.tint(p.key, top.depth), alpha)
  ctx.beginPath()
  ctx.ellipse(top.x, top.y, r, flat, 0, 0, 6.283)
  ctx.fill()
  for (const [dx, high] of [
    [-0.14, 0.3],
    [0.04, 0.42],
    [0.2, 0.26],
  ] as const) {
    stage.front(z, x + dx - 0.015, x + dx + 0.015, 0.78, 0.78 + high, mix(p.key, p.haze, 0.3))
    stage.glow(
      x + dx,
      0.82 + high,
      z - 0.01,
      0.24,
      mix(p.accent, p.key, 0.6),
      0.85 + 0.15 * Math.sin(t * 9 + x + dx * 40),
    )
  }
  for (const dx of [-0.4, -0.3, 0.36, 0.45]) stage.ball(x + dx, 0.9, z, 0.09, mix(p.key, WHITE, dx > 0 ? 0.6 : 0.2))
}

/** A wedding hall: an aisle between candle tables, hung cloth, garlands of light. */
export const wedding: Scene = {
  words:
    'wedding:3 wedding_hall:5 bride:2 groom:2 marriage:2.5 banquet:3 reception:2 altar:3 church:2.5 chapel:3 cathedral:3 ceremony:2.5 vow:2 aisle:1 guest:1.2 candle:.6 white_flower:1',
  palettes: ['love', 'gold', 'milk', 'dream'],
  flight: { speed: 3, eye: 1.6, room: [1, 1.2] },
  far: 44,
  fog: 20,
  cast: { distance: 6.5 },
  air: 'confetti',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const w = 4 + hash(seed, 1) * 0.8
    const h = 4.8 + hash(seed, 2)
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.shade, 0.45),
      ceiling: mix(p.shade, p.mid, 0.5),
      wall: mix(p.mid, p.haze, 0.3),
      runner: mix(p.accent, p.key, 0.45),
    }
    return {
      paint: t => {
        drawPassage(stage, plan)
        stage.flare(0.7, 0.5)
        stage.rows(2.6, z => {
          for (const s of [-1, 1]) {
            for (let k = 3; k >= 0; k--) {
              const a = z + k * 0.65
              const cloth = mix(mix(p.haze, p.key, 0.35), p.shade, (k & 1 ? 0.36 : 0.05) + (s > 0 ? 0.12 : 0))
              stage.side(s * w * 0.985, 0, h, a, a + 0.66, cloth)
            }
          }
          const sag = (u: number): number => h - 0.2 - Math.sin(Math.PI * u) * 1.1
          for (let k = 0; k < 6; k++) {
            const u = k / 6
            const v = (k + 1) / 6
            stage.polygon(
              [
                -w + u * 2 * w,
                sag(u),
                z,
                -w + v * 2 * w,
                sag(v),
                z,
                -w + v * 2 * w,
                sag(v) + 0.5,
                z + 0.9,
                -w + u * 2 * w,
                sag(u) + 0.5,
                z + 0.9,
              ],
              mix(p.key, p.mid, 0.15 + Math.abs(u - 0.42) * 0.7),
              0.85,
            )
          }
          lightString(stage, -w, h - 0.36, z, w, h - 0.36, z, 1.1, 11, [p.key], t, 0.2)
        })
        stage.rows(3.4, (z, i) => {
          for (const s of [-1, 1]) {
            const zz = z + 1.2 + (s > 0 ? 0.8 : 0)
            candleTable(stage, s * 2.9, zz, s, t)
            if (hash(seed, i, s) < 0.55)
              person(stage, s * 1.75, 0, zz + 1, hash(i, s, 3) < 0.5 ? 'woman' : 'man', {
                pose: 'stand',
                phase: t + i,
                tilt: s * -0.03,
              })
          }
        })
      },
    }
  },
}

/** Guests or skaters circling under lamps on a shining floor. */
export const dance: Scene = {
  words:
    'dance:1.5 dance_floor:5 dancing:2 ballroom:3.5 roller:3 rink:4 skater:2.5 skate:2 mirror_ball:3 disco:2 waltz:3 whirling:1.5 club:1.5 first_dance:4 prom:2.5 party:.8',
  palettes: ['neon', 'love', 'ember', 'candy'],
  flight: { speed: 2.4, eye: 1.65, room: [1.6, 1] },
  far: 30,
  fog: 15,
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
            stage.ctx.fillStyle = css(tones[k % 4]!, 0.4 * stage.fadeIn(spot.depth))
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
            const kind = kinds[(i + n + 50) % 5]!
            const colour = mix(mix(p.ink, tones[(i + n + 40) % 4]!, 0.28), p.shade, 0.2)
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

/** An open-plan office by night: rows of desks, glowing screens. */
export const office: Scene = {
  words:
    'office:4 desk:1.5 screen:1.2 copier:2 cubicle:3 open_plan:2.5 keyboard:1.5 computer:2 meeting:1.5 boardroom:2 work:.5 server:1.5',
  palettes: ['moon', 'grief', 'clinic', 'night'],
  flight: { speed: 3.2, eye: 1.9, room: [1.2, 1] },
  far: 44,
  fog: 19,
  pitch: -0.05,
  cast: 'none',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.shade, p.mid, 0.5)
    const w = 9
    const h = 3.3
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.25),
      ceiling: mix(p.ink, p.shade, 0.6),
      wall: mix(p.shade, p.ink, 0.35),
    }
    const desk = mix(p.mid, p.haze, 0.2)
    return {
      paint: t => {
        drawPassage(stage, plan)
        stage.flare(0.4, 0.25, p.haze)
        stage.rows(3, (z, i) => {
          for (const x of [-6, -2.4, 2.4, 6]) {
            const isOn = hash(seed, i, x) < 0.24
            stage.level(
              h - 0.02,
              x - 0.5,
              x + 0.5,
              z,
              z + 1.3,
              isOn ? mix(p.key, p.haze, 0.3) : mix(p.shade, p.mid, 0.4),
              1,
              isOn ? 0.7 : 0,
            )
            if (isOn) stage.pool(x, 0.78, z + 0.7, 1.6, p.key, 0.3)
          }
          for (const s of [-1, 1]) {
            stage.side(s * w * 0.99, 0.9, 2.7, z + 0.1, z + 2.8, mix(p.ink, p.shade, 0.3))
            stage.begin()
            let depth = 0
            for (let k = 0; k < 5; k++) {
              const y = 1 + hash(i, s, k) * 1.5
              const a = z + 0.2 + k * 0.5
              depth =
                stage.add([
                  s * w * 0.985,
                  y,
                  a,
                  s * w * 0.985,
                  y,
                  a + 0.14,
                  s * w * 0.985,
                  y + 0.12,
                  a + 0.14,
                  s * w * 0.985,
                  y + 0.12,
                  a,
                ]) || depth
            }
            if (depth) stage.fill(p.key, depth, 0.8, 0.4)
          }
        })
        stage.rows(2.1, (z, i) => {
          for (const x of [-6.4, 6.4, -4, 4, -1.6, 1.6]) {
            const depth = z - stage.camera.z
            if (depth > 30 && Math.abs(x) > 5) continue
            stage.box(x - 0.75, x + 0.75, 0.7, 0.76, z, z + 0.7, desk)
            if (depth > 24) continue
            stage.front(z + 0.68, x - 0.75, x + 0.75, 0.3, 0.72, mix(desk, p.ink, 0.5))
            const isLit = hash(seed, i, x, 2) < 0.4
            const glassy = isLit ? mix(p.haze, WHITE, 0.35) : mix(p.ink, p.shade, 0.4)
            stage.front(z + 0.45, x - 0.3, x + 0.3, 0.86, 1.22, mix(p.ink, p.shade, 0.2))
            stage.front(z + 0.44, x - 0.27, x + 0.27, 0.89, 1.19, glassy, 1, isLit ? 0.6 : 0)
            if (isLit) stage.glow(x, 1.05, z + 0.4, 0.6, mix(p.haze, WHITE, 0.2), 0.22)
            if (depth < 12) chair(stage, x + (hash(i, x, 4) - 0.5) * 0.5, z - 0.5, mix(p.ink, p.shade, 0.5))
          }
        })
        const lampZ = stage.camera.z + 9
        stage.rod(-1.2, 0.76, lampZ, -1.2, 1.25, lampZ, 0.03, p.ink)
        stage.glow(-1.05, 1.2, lampZ, 1.2, mix(p.key, [255, 190, 90], 0.5), 0.8)
        person(stage, -1.5, -0.35, lampZ - 0.5, 'woman', { pose: 'bust', phase: t })
      },
    }
  },
}

/** An airport terminal: glass on one side, planes beyond, a moving walkway. */
export const airport: Scene = {
  words:
    'airport:4.5 terminal:2.5 departure_gate:2 walkway:2 plane:1 runway:2 boarding:2 check_in:2 arrivals:2.5 moving_walkway:2',
  palettes: ['dawn', 'milk', 'winter', 'noon'],
  flight: { speed: 4, eye: 1.6, room: [1, 1] },
  far: 64,
  fog: 28,
  cast: { distance: 7, x: 0.4 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.6)
    const w = 5
    const h = 5.4
    const side = hash(seed, 1) < 0.5 ? -1 : 1
    return {
      paint: t => {
        stage.clear()
        stage.strip(0, side * w, side * 200, mix(p.haze, p.mid, 0.35), mix(p.mid, p.haze, 0.4))
        stage.rows(26, (z, i) => {
          const x = side * (17 + hash(i, 2) * 5)
          const body = mix(p.key, WHITE, 0.4)
          stage.polygon(
            [x, 1.6, z - 6, x, 1.6, z + 9, x, 3.1, z + 11, x, 3.3, z - 5, x, 2.6, z - 7.4],
            mix(body, p.mid, 0.15),
          )
          stage.polygon([x, 3, z + 7.5, x, 6, z + 10.4, x, 6, z + 11.6, x, 3, z + 10.5], p.accent)
          stage.polygon(
            [x - side, 1.9, z, x - side, 1.9, z + 2.4, x - side * 6, 2.1, z + 4.6, x - side * 6, 2.1, z + 3.8],
            mix(body, p.shade, 0.35),
          )
          stage.begin()
          let depth = 0
          for (let k = 0; k < 12; k++)
            depth =
              stage.add([
                x - side * 0.02,
                2.55,
                z - 4 + k,
                x - side * 0.02,
                2.55,
                z - 3.6 + k,
                x - side * 0.02,
                2.85,
                z - 3.6 + k,
                x - side * 0.02,
                2.85,
                z - 4 + k,
              ]) || depth
          if (depth) stage.fill(p.shade, depth, 0.7)
        })
        stage.flare(0.8, 0.4, p.key, side * 0.35, -0.1)
        stage.strip(0, -w, w, mix(p.haze, p.mid, 0.4), mix(p.mid, p.haze, 0.3))
        stage.strip(h, -w, w, mix(p.haze, p.key, 0.3), mix(p.mid, p.haze, 0.5))
        stage.wall(-side * w, 0, h, mix(p.mid, p.haze, 0.35), mix(p.mid, p.shade, 0.3))
        stage.wall(side * w, 0, 0.5, mix(p.mid, p.shade, 0.4))
        stage.adding(() =>
          stage.strip(0.006, Math.min(side * w, side * 1.4), Math.max(side * w, side * 1.4), p.key, p.key, 0.1),
        )
        stage.rows(4.5, (z, i) => {
          stage.box(
            Math.min(side * w, side * (w - 0.14)),
            Math.max(side * w, side * (w - 0.14)),
            0,
            h,
            z,
            z + 0.22,
            mix(p.shade, p.mid, 0.35),
          )
          stage.side(side * w * 0.998, 2.7, 2.82, z, z + 4.5, mix(p.shade, p.mid, 0.35))
          stage.polygon(
            [-w, h - 0.05, z, w, h - 0.05, z, w, h - 0.05, z + 0.3, -w, h - 0.05, z + 0.3],
            mix(p.mid, p.shade, 0.2),
          )
          stage.level(h - 0.06, -2.6, -1.6, z + 1, z + 3.4, mix(p.key, WHITE, 0.4), 1, 0.6)
          stage.side(
            -side * w * 0.99,
            1,
            2.4,
            z + 0.6,
            z + 3.6,
            hash(i, 3) < 0.5 ? mix(p.accent, p.mid, 0.2) : mix(p.haze, p.key, 0.5),
            0.9,
            0.4,
          )
          for (let k = 0; k < 3; k++)
            if (hash(i, k, 5) < 0.6) chair(stage, -side * (2.6 + k * 0.62), z + 1.5, mix(p.shade, p.accent, 0.3), 0.5)
          if (i % 3 === 0) stage.front(z, -side * 0.4 - 1, -side * 0.4 + 1, 3.3, 3.8, mix(p.ink, p.shade, 0.4), 1, 0.2)
          if (i % 3 === 0)
            stage.front(
              z - 0.01,
              -side * 0.4 - 0.8,
              -side * 0.4 + 0.3,
              3.48,
              3.6,
              mix(p.key, [255, 210, 80], 0.6),
              1,
              0.4,
            )
          if (hash(seed, i, 7) < 0.6)
            person(stage, -side * (1.2 + hash(i, 8) * 2), 0, z, hash(i, 9) < 0.5 ? 'man' : 'woman', {
              phase: t * 5 + i,
            })
        })
        for (const x of [side * 0.5, side * 2.2]) {
          stage.wall(x, 0, 0.9, mix(p.haze, p.key, 0.4), mix(p.haze, p.mid, 0.4), 0.45)
          stage.strip(0.92, x - 0.06, x + 0.06, mix(p.ink, p.shade, 0.4), p.ink)
        }
        stage.rows(
          0.6,
          z =>
            stage.level(
              0.008,
              Math.min(side * 0.55, side * 2.15),
              Math.max(side * 0.55, side * 2.15),
              z + ((t * 0.4) % 0.6),
              z + ((t * 0.4) % 0.6) + 0.3,
              p.shade,
              0.4,
            ),
          1,
          14,
        )
      },
    }
  },
}
