import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { clamp, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight } from '../shells.ts'

/** A round road or train tunnel of lit ribs. */
export const tunnel: Scene = {
  words: 'tunnel:3.5 road_tunnel:5 underpass:3 pipe:2 wormhole:3 sodium:2 sewer:2 mine:2',
  palettes: ['neon', 'ember', 'dusk', 'night', 'sea'],
  flight: { speed: 11, eye: 1.6, room: [0.9, 0.7] },
  far: 60,
  fog: 24,
  way: { sway: 3, swayLength: 120 },
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const radius = 3.1
    const sides = 16
    const middle = 1.5
    const ring: (readonly [number, number])[] = []
    for (let k = 0; k <= sides; k++) {
      const a = -0.5 + (k / sides) * 4.14
      ring.push([Math.cos(a) * radius, Math.max(0, middle + Math.sin(a) * radius)])
    }
    const gap = hash(seed, 1) < 0.5 ? 4 : 3
    return {
      paint: () => {
        stage.clear(mix(stage.fogColour, p.key, 0.3))
        stage.flare(0.4, 0.7)
        stage.strip(0, -2.9, 2.9, mix(p.ink, p.shade, 0.55), mix(p.ink, p.shade, 0.35))
        stage.rows(2, (z, i) => {
          const isRib = i % gap === 0
          for (let k = 0; k < sides; k++) {
            const [x0, y0] = ring[k]!
            const [x1, y1] = ring[k + 1]!
            const up = (y0 + y1) / 2 / 5
            const base = isRib ? mix(p.accent, p.mid, 0.35) : mix(p.shade, p.mid, (i & 1) * 0.14 + 0.12)
            stage.polygon(
              [x0, y0, z, x1, y1, z, x1, y1, z + 2.02, x0, y0, z + 2.02],
              mix(base, p.ink, 0.42 - up * 0.34 + (x0 > 0 ? 0.08 : 0)),
            )
          }
          stage.level(0.006, -0.09, 0.09, z, z + 1.1, p.key, 0.6)
          for (const s of [-1, 1]) {
            stage.level(0.006, s * 2.4 - 0.06, s * 2.4 + 0.06, z, z + 2, p.key, 0.35)
            const light = s < 0 ? p.key : mix(p.accent, p.key, 0.5)
            stage.polygon(
              [s * 2.1, 3.7, z + 0.3, s * 2.1, 3.7, z + 1.6, s * 2.34, 3.48, z + 1.6, s * 2.34, 3.48, z + 0.3],
              light,
              1,
              0.85,
            )
            stage.glow(s * 2.2, 3.55, z + 0.9, 1, light, 0.5)
            if (i % 2 === 0)
              stage.adding(() => stage.level(0.008, s * 1.7 - 0.5, s * 1.7 + 0.5, z - 0.2, z + 1.9, light, 0.13, 0.4))
          }
        })
      },
    }
  },
}

/** Rings of light opening one behind another: a birth, a memory, an ending. */
export const rings: Scene = {
  words:
    'light:.55 ring:1.2 ring_by_ring:3 golden_light:1.5 white_light:2.5 glow:1 bloom:1.2 halo:2.5 aura:2.5 radiance:2.5 soul:1.5 heaven:1.5',
  palettes: ['gold', 'milk', 'dream', 'love'],
  flight: { speed: 3.2, eye: 0, room: [0.5, 0.5] },
  far: 42,
  fog: 22,
  cast: { pose: 'float', ground: -0.8, distance: 6 },
  air: 'dust',
  build: (stage, hints) => {
    const { palette: p, seed, ctx } = stage
    const isDark = p.isNight || hints.says('darkness dark black night')
    const base = isDark ? mix(p.ink, p.shade, 0.25) : mix(p.haze, p.key, 0.35)
    stage.fogColour = isDark ? mix(p.shade, p.mid, 0.4) : mix(p.key, WHITE, 0.5)
    const tones: readonly Rgb[] = isDark
      ? [p.key, p.haze, mix(p.mid, p.haze, 0.4), mix(p.accent, p.haze, 0.6)]
      : [mix(p.key, WHITE, 0.7), mix(p.haze, p.mid, 0.4), mix(p.key, p.haze, 0.4), mix(p.accent, p.key, 0.75)]
    const petals = hash(seed, 1) < 0.5 ? 0 : 5 + Math.floor(hash(seed, 2) * 5)
    return {
      paint: t => {
        stage.clear(base)
        stage.flare(0.75, isDark ? 0.75 : 0.8, p.key)
        stage.flare(0.22, 0.9, mix(p.key, WHITE, 0.6))
        stage.rows(2.6, (z, i, random) => {
          const spot = stage.spot(Math.sin(i * 1.7) * 0.25, Math.cos(i * 1.3) * 0.2, z)
          if (!spot || spot.depth < 0.6) return
          const colour = tones[((i % 4) + 4) % 4]!
          const open = 1.5 + random(1) * 0.9 + 0.1 * Math.sin(t * 1.3 + i)
          const r = open * spot.scale
          const wide = (0.5 + random(2) * 0.7) * spot.scale
          const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 0.6) / 2.4) * (isDark ? 0.5 : 0.62)
          if (r - wide > stage.width) return
          if (isDark) ctx.globalCompositeOperation = 'lighter'
          for (const [k, a] of [
            [1, 0.3],
            [0.55, 0.35],
            [0.16, 0.6],
          ] as const) {
            ctx.strokeStyle = css(stage.tint(colour, spot.depth * 0.5), alpha * a)
            ctx.lineWidth = Math.max(1, wide * k)
            ctx.beginPath()
            if (petals === 0) ctx.ellipse(spot.x, spot.y, r, r * 0.96, 0, 0, 6.284)
            else {
              for (let n = 0; n <= 60; n++) {
                const angle = (n / 60) * 6.2832
                const reach = r * (1 + 0.07 * Math.cos(angle * petals + i + t * 0.4))
                ctx.lineTo(spot.x + Math.cos(angle) * reach, spot.y + Math.sin(angle) * reach)
              }
            }
            ctx.stroke()
          }
          ctx.globalCompositeOperation = 'source-over'
          for (let k = 0; k < 5; k++) {
            const angle = random(k + 10) * 6.283 + t * 0.2
            stage.glow(
              Math.cos(angle) * open * 1.3,
              Math.sin(angle) * open * 1.3,
              z,
              0.1 + random(k + 20) * 0.16,
              colour,
              isDark ? 0.8 : 0.5,
            )
          }
        })
      },
    }
  },
}

/** Arches inside arches over a still floor, each of another tone. */
export const portals: Scene = {
  words:
    'portal:4 gate:1.2 arch:3 archway:3 mirror:1 void:2.5 time:.6 infinity:3 kaleidoscope:3 abstract:3 geometry:3 labyrinth:3 temple:2.5 palace:2.5 door:.5 gateway:3',
  palettes: ['dream', 'gold', 'candy', 'dusk', 'love', 'sea', 'acid'],
  flight: { speed: 4.4, eye: 1.8, room: [0.9, 0.7] },
  far: 58,
  fog: 25,
  cast: { distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.5)
    const w = 1.7 + hash(seed, 1) * 0.5
    const foot = 1.5 + hash(seed, 2) * 0.8
    const kind = Math.floor(hash(seed, 3) * 3)
    const tones = [p.mid, mix(p.accent, p.mid, 0.35), p.shade, mix(p.haze, p.accent, 0.3), mix(p.mid, p.haze, 0.5)]
    const outline = (grow: number, z: number): number[] => {
      const points: number[] = []
      for (let k = 0; k <= 12; k++) {
        const u = (k / 12) * Math.PI
        const wide = w + grow
        if (kind === 1)
          points.push(-Math.cos(u) * wide, foot + Math.sin(u) ** 0.7 * wide * (1 + 0.5 * Math.sin(u) ** 6), z)
        else if (kind === 2)
          points.push(
            -Math.sign(Math.cos(u)) * Math.min(1, Math.abs(Math.cos(u)) * 1.6) * wide,
            foot + Math.min(1, Math.sin(u) * 1.5) * wide * 0.7,
            z,
          )
        else points.push(-Math.cos(u) * wide, foot + Math.sin(u) * wide, z)
      }
      return points
    }
    const reversed = (points: readonly number[]): number[] => {
      const out: number[] = []
      for (let k = points.length - 3; k >= 0; k -= 3) out.push(points[k]!, points[k + 1]!, points[k + 2]!)
      return out
    }
    return {
      paint: t => {
        stage.clear()
        stage.flare(0.6, 0.6)
        stage.strip(0, -40, 40, mix(p.mid, p.haze, 0.3), mix(p.shade, p.mid, 0.4))
        stage.rows(4, (z, i, random) => {
          const depth = z - stage.camera.z
          if (depth < 0.4) return
          const tone = tones[((i % 5) + 5) % 5]!
          const alpha = clamp((depth - 0.4) / 1.6)
          const inner = outline(0, z)
          const back = outline(0, z + 0.55)
          stage.polygon(
            [-9, 0, z, -9, 9, z, 9, 9, z, 9, 0, z, w, 0, z, ...reversed(inner), -w, 0, z],
            mix(tone, p.ink, 0.12),
            alpha,
          )
          for (let k = 0; k < 12; k++)
            stage.polygon(
              [
                inner[k * 3]!,
                inner[k * 3 + 1]!,
                z,
                inner[k * 3 + 3]!,
                inner[k * 3 + 4]!,
                z,
                back[k * 3 + 3]!,
                back[k * 3 + 4]!,
                z + 0.55,
                back[k * 3]!,
                back[k * 3 + 1]!,
                z + 0.55,
              ],
              mix(tone, p.key, 0.25 + 0.03 * k),
              alpha,
            )
          for (const s of [-1, 1]) stage.side(s * w, 0, foot, z, z + 0.55, mix(tone, p.key, s < 0 ? 0.22 : 0.6), alpha)
          stage.polygon(
            [...outline(0.12, z - 0.01), w, 0, z, ...reversed(inner), -w, 0, z],
            mix(tone, p.key, 0.55),
            alpha * 0.9,
          )
          stage.adding(() =>
            stage.polygon(
              [-w, 0.01, z, w, 0.01, z, w * 0.8, 0.01, z - 2.2, -w * 0.8, 0.01, z - 2.2],
              p.key,
              0.13 * alpha,
              0.3,
            ),
          )
          const y = 2.3 + random(2) * 0.9 + Math.sin(t + i) * 0.15
          stage.ball((random(1) - 0.5) * 2.2, y, z + 2, 0.1 + random(3) * 0.18, mix(p.accent, p.key, 0.3))
        })
      },
    }
  },
}

/** A long flight of steps that climbs with the camera, or an escalator that sinks. */
export const stairs: Scene = {
  words:
    'stairs:3.5 staircase:4 step:1.2 climb:.8 upstairs:2.5 escalator:5 subway:2.5 metro:2.5 underground:2 commuter:1.5 ascend:1.5 white_tile:1',
  palettes: ['dusk', 'storm', 'gold', 'clinic'],
  flight: { speed: 2.6, eye: 1.7, room: [0.6, 0.3] },
  far: 26,
  fog: 13,
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const isEscalator = hints.says('escalator subway metro underground commuter')
    const slope = isEscalator ? -0.52 : 0.5
    const w = isEscalator ? 2.6 : 2
    const deep = 0.5
    const high = 3.6
    const wall = isEscalator ? mix(p.haze, WHITE, 0.25) : mix(p.mid, p.shade, 0.3)
    return {
      paint: t => {
        const camera = { ...stage.camera }
        camera.y += camera.z * slope
        camera.pitch += slope * 0.62
        stage.look(camera)
        stage.clear()
        stage.flare(0.7, 0.6, p.key, 0, slope < 0 ? 0.1 : -0.2)
        stage.rows(deep, (z, i) => {
          const y = i * deep * slope
          const rise = deep * slope
          const dark = (((i % 12) + 12) % 12 < 6 ? 0 : 0.06) + 0.02
          if (i % 2 === 0) {
            for (const s of [-1, 1]) {
              stage.polygon(
                [
                  s * w,
                  y - 0.6,
                  z,
                  s * w,
                  y - 0.6 + rise * 2,
                  z + deep * 2,
                  s * w,
                  y + high + rise * 2,
                  z + deep * 2,
                  s * w,
                  y + high,
                  z,
                ],
                mix(wall, p.ink, dark + (s > 0 ? 0.18 : 0)),
              )
            }
            stage.polygon(
              [
                -w,
                y + high,
                z,
                w,
                y + high,
                z,
                w,
                y + high + rise * 2,
                z + deep * 2,
                -w,
                y + high + rise * 2,
                z + deep * 2,
              ],
              mix(wall, p.ink, 0.22 + dark),
            )
          }
          if (isEscalator) {
            const move = (t * 0.5) % deep
            for (const [x0, x1, way] of [
              [-2.2, -0.75, -1],
              [-0.35, 0.95, 1],
              [1.3, 2.4, 1],
            ] as const) {
              const zz = z + move * way
              const yy = zz * slope
              stage.level(yy, x0, x1, zz, zz + deep, mix(p.shade, p.mid, 0.45))
              stage.level(yy + 0.005, x0 + 0.04, x1 - 0.04, zz, zz + 0.05, mix([240, 200, 60], p.key, 0.2), 0.8)
            }
            if (i % 2 === 0) {
              for (const x of [-0.55, 1.12]) {
                stage.polygon(
                  [
                    x - 0.14,
                    y + 0.85,
                    z,
                    x + 0.14,
                    y + 0.85,
                    z,
                    x + 0.14,
                    y + 0.85 + rise * 2,
                    z + deep * 2,
                    x - 0.14,
                    y + 0.85 + rise * 2,
                    z + deep * 2,
                  ],
                  mix(p.ink, p.shade, 0.35),
                )
                for (const s of [-0.14, 0.14])
                  stage.polygon(
                    [
                      x + s,
                      y - 0.2,
                      z,
                      x + s,
                      y - 0.2 + rise * 2,
                      z + deep * 2,
                      x + s,
                      y + 0.85 + rise * 2,
                      z + deep * 2,
                      x + s,
                      y + 0.85,
                      z,
                    ],
                    mix(p.mid, p.haze, 0.35),
                  )
              }
            }
            if (i % 5 === 0) {
              for (const s of [-1, 1]) {
                const a = z + 0.3
                const x = s * w * 0.985
                const frame = mix(mix(p.accent, p.key, hash(seed, i, s) * 0.8), p.mid, hash(i, s, 2) * 0.4)
                stage.polygon(
                  [x, y + 1.2, a, x, y + 1.2 + slope * 1.2, a + 1.2, x, y + 2.6 + slope * 1.2, a + 1.2, x, y + 2.6, a],
                  mix(p.ink, p.shade, 0.4),
                )
                stage.polygon(
                  [
                    x * 0.99,
                    y + 1.27,
                    a + 0.08,
                    x * 0.99,
                    y + 1.27 + slope,
                    a + 1.1,
                    x * 0.99,
                    y + 2.5 + slope,
                    a + 1.1,
                    x * 0.99,
                    y + 2.5,
                    a + 0.08,
                  ],
                  frame,
                  1,
                  0.3,
                )
              }
              stage.polygon(
                [
                  -0.5,
                  y + high - 0.02,
                  z,
                  0.5,
                  y + high - 0.02,
                  z,
                  0.5,
                  y + high - 0.02 + slope * 1.6,
                  z + 1.6,
                  -0.5,
                  y + high - 0.02 + slope * 1.6,
                  z + 1.6,
                ],
                mix(p.key, WHITE, 0.4),
                1,
                0.8,
              )
              const zz = z + t * 0.5
              if (hash(seed, i, 5) < 0.8)
                person(stage, 0.6, Math.floor(zz / deep) * deep * slope, zz, hash(i, 6) < 0.5 ? 'man' : 'woman', {
                  pose: 'stand',
                  phase: t,
                })
              if (hash(seed, i, 7) < 0.7)
                person(stage, 1.8, zz * slope, zz + 0.8, hash(i, 8) < 0.5 ? 'woman' : 'man', {
                  pose: 'stand',
                  phase: t,
                })
            }
            return
          }
          stage.front(z, -w, w, y - rise, y, mix(p.shade, p.ink, 0.3))
          stage.level(y, -w, w, z, z + deep, mix(p.mid, p.haze, 0.3))
          stage.level(y + 0.004, -0.8, 0.8, z, z + deep, mix(p.accent, p.mid, 0.2))
          stage.front(z - 0.002, -0.8, 0.8, y - rise, y, mix(p.accent, p.ink, 0.45))
          for (const s of [-1, 1])
            if (i % 2 === 0)
              stage.polygon(
                [
                  s * w * 0.93,
                  y + 1,
                  z,
                  s * w * 0.93,
                  y + 1 + rise * 2,
                  z + deep * 2,
                  s * w * 0.93,
                  y + 1.09 + rise * 2,
                  z + deep * 2,
                  s * w * 0.93,
                  y + 1.09,
                  z,
                ],
                mix(p.key, p.mid, 0.3),
              )
          if (i % 8 === 0) {
            for (const s of [-1, 1]) {
              stage.front(z, s * w * 0.95 - 0.09, s * w * 0.95 + 0.09, y + 2.2, y + 2.5, p.key, 1, 0.7)
              stage.glow(s * w * 0.93, y + 2.35, z, 1.2, p.key, 0.6)
            }
          }
        })
        if (isEscalator) return
        hints.people.forEach((kind, n) => {
          const z = camera.z + 5 - Math.min(1.6, t * 0.4)
          person(stage, (n - (hints.people.length - 1) / 2) * 0.7, Math.floor(z / deep) * deep * slope, z, kind, {
            phase: t * 4.6 + n * 2.6,
            scarf: hints.hasScarf && n === 0,
          })
        })
      },
    }
  },
}
