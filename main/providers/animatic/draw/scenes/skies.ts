import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash, wander, wrap } from '../numbers.ts'
import { puff, tree } from '../props.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** Through a country of clouds, a thin bright sea far below. */
export const clouds: Scene = {
  words:
    'cloud:2.5 sky:1.2 vapour:3 towering_cloud:5 heaven:2 airplane:3 flying:1 angel:3 above_the_clouds:5 weightless:1.5 bird:.4',
  palettes: ['coral', 'dream', 'dawn', 'dusk', 'noon'],
  flight: { speed: 6, eye: 2.4, room: [1.6, 1] },
  far: 56,
  fog: 24,
  horizon: 0.53,
  cast: { pose: 'float', ground: 1.4, distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.15)
    const sunX = (hash(seed, 1) - 0.5) * 0.4
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.08, radius: 0.08 },
      heaps: 5,
      streaks: 6,
      stars: p.isNight ? 200 : 0,
    })
    const isTunnel = hash(seed, 2) < 0.5
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.4, p.key, sunX, -0.08)
        stage.strip(-12, -400, 400, mix(p.haze, p.key, 0.35), mix(p.mid, p.haze, 0.3))
        stage.rows(2.3, (z, i) => {
          for (let n = 0; n < 3; n++) {
            const r = (k: number): number => hash(seed, i, n, k)
            let x = (r(1) - 0.5) * 30 + (n ? 1 : -1) * 2.4
            let y = -0.6 - r(2) * 1.6 - (Math.abs(x) < 3 ? 0.8 : 0) + Math.abs(x) * 0.045
            if (isTunnel) {
              const angle = r(1) * 6.283
              x = Math.cos(angle) * (4.6 + r(5) * 3)
              y = 2.2 + Math.sin(angle) * (3.4 + r(5) * 2)
            } else if (n === 2) {
              x = (r(1) < 0.5 ? -1 : 1) * (5 + r(1) * 16)
              y = 5.5 + r(2) * 4
            }
            puff(
              stage,
              x + Math.sin(t * 0.2 + i) * 0.2,
              y,
              z + r(3) * 1.8,
              (n === 2 ? 0.8 : 1.15) + r(4) * 1.1,
              i * 3 + n,
            )
          }
        })
      },
    }
  },
}

/** Curtains of northern light over a dark curved earth. */
export const aurora: Scene = {
  words:
    'aurora:5 northern_light:5 polar_light:5 curtain_of_light:3 dark_curved_earth:2.5 ionosphere:4 thin_air:1 orbit:1 atmosphere:2',
  palettes: ['aurora', 'acid'],
  flight: { speed: 4, eye: 2, room: [1.5, 1.2] },
  far: 70,
  fog: 60,
  horizon: 0.66,
  pitch: 0.04,
  cast: { distance: 7 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.ink, p.shade, 0.7)
    const sky = makeSky(stage, {
      stars: 420,
      below: 0.5,
      stops: [
        [1, p.ink],
        [0.4, mix(p.ink, p.shade, 0.5)],
        [0.06, mix(p.shade, p.mid, 0.5)],
        [0, mix(p.mid, p.haze, 0.5)],
        [-0.02, p.ink],
        [-0.4, p.ink],
      ],
      extra: (g, width) => {
        g.fillStyle = css(mix(p.ink, p.shade, 0.25))
        g.beginPath()
        g.ellipse(0, stage.unit * 1.2, width * 0.95, stage.unit * 1.215, 0, Math.PI, 6.284)
        g.fill()
      },
    })
    const tones: readonly Rgb[] = [p.haze, mix(p.haze, p.key, 0.3), p.accent, mix(p.mid, p.haze, 0.5)]
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.3, p.haze, 0, -0.1)
        ctx.globalCompositeOperation = 'lighter'
        stage.rows(7, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 1.5) return
          const side = i & 1 ? 1 : -1
          const tone = tones[((i % 4) + 4) % 4]!
          const alpha = stage.fadeIn(depth) * clamp((depth - 1.5) / 5) * 0.34
          const feet: (readonly [number, number, number])[] = []
          for (let k = 0; k <= 22; k++) {
            const u = k / 22
            const x = side * (1.2 + u * 20) + Math.sin(u * 7 + t * 0.7 + i) * 1.6
            const foot = 0.8 + Math.sin(u * 5 + t * 0.5 + i * 2) * 0.7 + u * 1.6
            const tall = 6.5 + 2.5 * wander(u * 6 + t * 0.6 + i * 3, seed) + 1.3 * Math.sin(u * 23 + t * 1.6)
            const low = stage.spot(x, foot, z + Math.sin(u * 6 + i) * 2.5)
            if (low) feet.push([low.x, low.y, tall * low.scale])
          }
          if (feet.length < 3) return
          const lowest = Math.max(...feet.map(([, y]) => y))
          const highest = Math.min(...feet.map(([, y, up]) => y - up))
          // Folds of one curtain: the whole height, its bright hem, and a haze above it.
          for (const [share, strength, hue] of [
            [1, 0.5, p.accent],
            [0.62, 0.8, tone],
            [0.26, 1, mix(tone, WHITE, 0.3)],
          ] as const) {
            const gradient = ctx.createLinearGradient(0, lowest, 0, lowest + (highest - lowest) * share)
            gradient.addColorStop(0, css(hue, 0))
            gradient.addColorStop(0.16, css(hue, alpha * strength))
            gradient.addColorStop(1, css(hue, 0))
            ctx.fillStyle = gradient
            ctx.beginPath()
            feet.forEach(([x, y]) => ctx.lineTo(x, y))
            for (let k = feet.length - 1; k >= 0; k--) ctx.lineTo(feet[k]![0], feet[k]![1] - feet[k]![2] * share)
            ctx.fill()
          }
          ctx.strokeStyle = css(mix(tone, WHITE, 0.35), alpha * 0.7)
          ctx.lineWidth = Math.max(1, (stage.unit * 0.03) / Math.max(1, depth * 0.12))
          ctx.beginPath()
          feet.forEach(([x, y, up], k) => {
            const ray = 0.2 + 0.5 * Math.abs(Math.sin(k * 2.3 + t * 1.7 + i))
            ctx.moveTo(x, y - up * 0.03)
            ctx.lineTo(x, y - up * ray)
          })
          ctx.globalAlpha = 0.35
          ctx.stroke()
          ctx.globalAlpha = 1
        })
        ctx.globalCompositeOperation = 'source-over'
        for (let k = 0; k < 60; k++) {
          const ahead = wrap(hash(k, 3) * 40 - stage.camera.z, 40)
          stage.glow((hash(k, 1) - 0.5) * 24, 0.5 + hash(k, 2) * 10, stage.camera.z + 1.5 + ahead, 0.05, p.key, 0.8)
        }
      },
    }
  },
}

/** Stars streaming past, planets, a galaxy turning ahead. */
export const space: Scene = {
  words:
    'space:3 deep_space:5 star:1.2 galaxy:3 cosmos:4 planet:2.5 rocket:2.5 astronaut:4 universe:4 warp:2.5 nebula:3.5 comet:3 spaceship:4 milky_way:3 moon_landing:4 satellite:2.5 supernova:3.5',
  palettes: ['cosmos', 'night', 'neon', 'sea'],
  flight: { speed: 9, eye: 0, room: [1.5, 1.2] },
  far: 64,
  fog: 62,
  cast: { pose: 'float', ground: -0.9, distance: 5.4 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = p.ink
    const hasGalaxy = hash(seed, 1) < 0.75
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
          const tone = [p.mid, p.accent, p.haze][k % 3]!
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
          const size = stage.unit * (0.24 + t * 0.012)
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
              const dot = stage.unit * (0.0012 + 0.0022 * hash(k, 8)) * (1.3 - u)
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

/** One soap bubble: thin film of colours, a window of light. */
function bubble(stage: Stage, x: number, y: number, z: number, radius: number, hasHouse: boolean): void {
  const spot = stage.spot(x, y, z)
  if (!spot || spot.depth < 0.7) return
  const { ctx, palette: p } = stage
  const alpha = stage.fadeIn(spot.depth) * (1 - 0.6 * stage.fog(spot.depth)) * clamp((spot.depth - 0.7) / 0.9)
  const r = radius * spot.scale
  if (r < 0.7 || alpha < 0.03 || spot.x + r < 0 || spot.x - r > stage.width) return
  if (r > 5) {
    ctx.fillStyle = css(mix(p.haze, WHITE, 0.4), 0.15 * alpha)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y, r, r, 0, 0, 6.284)
    ctx.fill()
  }
  if (hasHouse && r > 14) {
    ctx.fillStyle = css(mix(p.accent, p.shade, 0.3), alpha * 0.55)
    const s = r * 0.34
    ctx.beginPath()
    ctx.rect(spot.x - s, spot.y - s, s * 2, s)
    ctx.moveTo(spot.x - s * 1.2, spot.y)
    ctx.lineTo(spot.x + s * 1.2, spot.y)
    ctx.lineTo(spot.x, spot.y + s)
    ctx.fill()
    ctx.fillStyle = css(mix([90, 160, 80], p.mid, 0.3), alpha * 0.5)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y - r * 0.62, r * 0.66, r * 0.28, 0, 0, 6.284)
    ctx.fill()
  }
  const lines: readonly (readonly [number, number, number, number, Rgb, number])[] = [
    [1, 0, 6.284, 0.05, mix(p.key, WHITE, 0.4), 0.8],
    [0.92, 0.4, 2.2, 0.07, [255, 140, 190], 0.5],
    [0.9, 2.6, 4, 0.06, [110, 210, 255], 0.5],
    [0.76, 3.7, 4.6, 0.12, WHITE, 0.85],
  ]
  for (const [share, from, to, width, colour, a] of r > 4 ? lines : lines.slice(0, 1)) {
    ctx.strokeStyle = css(colour, a * alpha)
    ctx.lineWidth = Math.max(0.6, r * width)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y, r * share, r * share, 0, from, to)
    ctx.stroke()
  }
}

/** Soap bubbles over a garden lawn. */
export const bubbles: Scene = {
  words: 'bubble:5 soap_bubble:6 soap:3 balloon:3 champagne:3 foam:2.5 chewing_gum:3 gum:2.5 lollipop:2',
  palettes: ['dream', 'candy', 'noon', 'coral'],
  flight: { speed: 2.4, eye: 2, room: [1.2, 1] },
  far: 34,
  fog: 20,
  horizon: 0.6,
  cast: { distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const sky = makeSky(stage, {
      heaps: 5,
      sun: { x: (hash(seed, 1) - 0.5) * 0.6, y: 0.3, radius: 0.06 },
      ridges: { count: 2, height: 0.09, from: mix(p.haze, p.mid, 0.5), to: mix(p.mid, p.shade, 0.35) },
    })
    const lawn = mix([96, 160, 110], p.mid, 0.5)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.35, p.key, 0, -0.25)
        stage.strip(0, -80, 80, lawn, mix(lawn, p.shade, 0.4))
        stage.rows(7, (z, i) => {
          for (const s of [-1, 1]) tree(stage, s * (7 + hash(seed, i, s) * 7), z, 3.5 + hash(i, s, 2) * 2, i + s)
          stage.begin()
          let at = 0
          for (let k = 0; k < 7; k++)
            for (const s of [-1, 1])
              at =
                stage.add([
                  s * 6,
                  0,
                  z + k,
                  s * 6,
                  0,
                  z + k + 0.7,
                  s * 6,
                  1.1,
                  z + k + 0.7,
                  s * 6,
                  1.3,
                  z + k + 0.35,
                  s * 6,
                  1.1,
                  z + k,
                ]) || at
          if (at) stage.fill(mix(p.key, WHITE, 0.4), at, 0.9)
        })
        stage.rows(1.1, (z, i) => {
          for (let n = 0; n < 6; n++) {
            const r = (k: number): number => hash(seed, i, n, k)
            const y = 0.4 + wrap(r(2) * 5 + t * (0.15 + r(3) * 0.3), 5.2)
            const x = (r(1) - 0.5) * 11 + Math.sin(t * 0.9 + n + i) * 0.2
            bubble(stage, x, y, z + r(4), 0.07 + r(5) ** 2 * 0.42, true)
          }
        })
        bubble(stage, 0, 2 + 0.1 * Math.sin(t), stage.camera.z + Math.max(1.6, 5.6 - t * 0.7), 0.62, true)
      },
    }
  },
}

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
