import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash, wander } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** Rows of rolling crests with broken glints under the light, from depth `high` to `low`. `calm` 0..1 flattens them. */
export function swell(stage: Stage, t: number, high: number, low: number, calm: number, sunX: number, tone: Rgb): void {
  const { palette: p, ctx, camera, seed } = stage
  stage.rows(1, (z, i) => {
    const d = z - camera.z
    if (d > high || d <= low || d < 0.9 || (d > 14 && i & 1) || (d > 30 && i & 3) || (d > 60 && i & 7)) return
    const at = stage.spot(camera.x, 0, z)
    if (!at) return
    const half = stage.width * 0.72
    const steps = d < 12 ? 22 : 12
    const height = Math.min(0.17, 0.05 + d * 0.006) * at.scale * (1.1 - calm)
    const alpha = stage.fadeIn(d) * clamp((d - 0.9) * 0.8)
    const roll = Math.tan(camera.roll)
    const xs: number[] = []
    const ys: number[] = []
    for (let k = 0; k <= steps; k++) {
      const sx = stage.width / 2 - half + (2 * half * k) / steps
      const x = (sx - at.x) / at.scale + camera.x
      const wave = wander(x * 0.45 + i * 13.7, seed) * 0.8 + Math.sin(x * 0.8 + i * 2.1 + t * 1.3) * 0.5
      xs.push(sx)
      ys.push(at.y + (sx - at.x) * roll - wave * height)
    }
    ctx.fillStyle = css(stage.tint(mix(tone, i & 1 ? p.mid : p.ink, i & 1 ? 0.35 : 0.28), d), alpha * 0.6)
    ctx.beginPath()
    ctx.moveTo(xs[0]!, ys[0]! + height * 2.6)
    for (let k = 0; k <= steps; k++) ctx.lineTo(xs[k]!, ys[k]!)
    ctx.lineTo(xs[steps]!, ys[steps]! + height * 2.6)
    ctx.fill()
    if (d < 40) {
      ctx.strokeStyle = css(mix(p.haze, p.key, 0.5), alpha * 0.2)
      ctx.lineWidth = Math.max(0.7, Math.min(0.02 * at.scale, 3))
      ctx.beginPath()
      for (let k = 1; k <= steps; k++) {
        if (hash(i, k) > 0.6) continue
        ctx.moveTo(xs[k - 1]!, ys[k - 1]!)
        ctx.lineTo(xs[k]!, ys[k]!)
      }
      ctx.stroke()
    }
    ctx.globalCompositeOperation = 'lighter'
    ctx.fillStyle = css(p.key, 0.5 * alpha)
    ctx.beginPath()
    const spread = stage.unit * 0.07 + (at.y - stage.aimY) * 0.5
    for (let k = 0; k < 6; k++) {
      const u = hash(i, k, 31) * 2 - 1
      const sx = stage.aimX + sunX * stage.unit + u * Math.abs(u) * spread
      const wide =
        (0.1 + 0.26 * hash(i, k, 33)) *
        Math.min(at.scale, stage.unit * 0.14) *
        (0.5 + 0.5 * Math.sin(t * 3 + k * 2 + i))
      if (wide < 0.5) continue
      const share = clamp((sx - xs[0]!) / (2 * half)) * steps
      const sy = ys[Math.min(steps, Math.round(share))]!
      const thick = Math.max(0.7, Math.min(0.02 * at.scale, 4))
      ctx.moveTo(sx - wide, sy)
      ctx.quadraticCurveTo(sx, sy - thick, sx + wide, sy)
      ctx.quadraticCurveTo(sx, sy + thick, sx - wide, sy)
    }
    ctx.fill()
    ctx.globalCompositeOperation = 'source-over'
  })
}

/** Long rolling waves under a low sun, sometimes a lighthouse or a far sail. */
export const sea: Scene = {
  words:
    'sea:2.5 ocean:3 open_sea:4 wave:1 water:.8 sail:1.5 boat:1.2 ship:1.2 tide:.6 flood:1.5 swim:1 harbour:1.5 lighthouse:.5 surf:1',
  palettes: ['sea', 'dusk', 'dawn', 'night', 'storm'],
  flight: { speed: 5, eye: 1.6, room: [1.4, 2.2] },
  far: 110,
  fog: 38,
  cast: { pose: 'stand', ground: -0.5, distance: 7.5 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.2)
    const sunX = (hash(seed, 1) - 0.5) * 0.6
    const sunY = 0.06 + hash(seed, 2) * 0.1
    const beacon = hash(seed, 3) < 0.6 ? (sunX > 0 ? -1 : 1) * (0.3 + hash(seed, 4) * 0.3) : undefined
    const sky = makeSky(stage, {
      sun: { x: sunX, y: sunY, radius: p.isNight ? 0.045 : 0.08 + hash(seed, 5) * 0.05 },
      streaks: 14,
      stars: p.isNight ? 260 : 0,
      extra: ctx => {
        if (beacon === undefined) return
        const x = beacon * stage.unit
        ctx.fillStyle = css(mix(p.shade, p.ink, 0.4))
        ctx.beginPath()
        ctx.ellipse(x, 2, stage.unit * 0.09, stage.unit * 0.014, 0, Math.PI, 6.283)
        ctx.rect(x - stage.unit * 0.005, -stage.unit * 0.075, stage.unit * 0.01, stage.unit * 0.07)
        ctx.fill()
        ctx.fillStyle = css(mix(p.key, WHITE, 0.4))
        ctx.fillRect(x - stage.unit * 0.005, -stage.unit * 0.084, stage.unit * 0.01, stage.unit * 0.009)
      },
    })
    const tone = mix(p.shade, p.mid, 0.3)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.45, p.key, sunX, -sunY)
        stage.strip(0, -300, 300, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.4))
        swell(stage, t, 200, 7.6, 0.1, sunX, tone)
        if (beacon !== undefined)
          stage.glowAt(
            stage.aimX + beacon * stage.unit,
            stage.aimY - stage.unit * 0.08,
            stage.unit * 0.06,
            p.key,
            0.3 + 0.7 * Math.max(0, Math.sin(t * 2.2)),
          )
      },
      paintBefore: t => swell(stage, t, 7.6, 0, 0.1, sunX, tone),
    }
  },
}

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
          stage.box(Math.min(x, far), Math.max(x, far), 0.42, 0.56, z + 18, z + 19.8, mix(p.accent, p.ink, 0.55))
          for (const k of [0, 2, 4, 6])
            stage.rod(x + jettySide * k, -0.2, z + 18, x + jettySide * k, 0.9, z + 18, 0.14, mix(p.ink, p.shade, 0.3))
        })
      },
    }
  },
}

/** Wet sand like glass beside a tide line. */
export const beach: Scene = {
  words: 'beach:4 shore:2.5 wet_sand:2.5 low_tide:2.5 dune:1.2 gull:1 seaside:3 coast:1 barefoot:1',
  palettes: ['coral', 'dawn', 'noon', 'dream'],
  flight: { speed: 4.6, eye: 1.3, room: [1.2, 1.6] },
  far: 100,
  fog: 40,
  cast: { distance: 7 },
  air: 'birds',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const side = hash(seed, 1) < 0.5 ? -1 : 1
    const sunX = side * (0.2 + hash(seed, 2) * 0.3)
    const sky = makeSky(stage, { sun: { x: sunX, y: 0.16, radius: 0.06 }, heaps: 3, streaks: 8 })
    const sand = mix(p.mid, p.key, 0.45)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.4, p.key, sunX, -0.16)
        stage.strip(0, -300, 300, mix(sand, p.haze, 0.2), mix(sand, p.shade, 0.3))
        const edge = (z: number, k: number): number =>
          side * (3.2 + k + Math.sin(z * 0.22 + k * 2) * 0.9 + Math.sin(t * 0.8 + k * 1.4) * 0.6)
        const bands: readonly (readonly [number, Rgb, number])[] = [
          [-1.6, mix(p.haze, sand, 0.35), 0.55],
          [0, mix(p.key, WHITE, 0.6), 0.9],
          [0.35, mix(p.mid, p.haze, 0.4), 0.95],
          [4, mix(p.key, WHITE, 0.6), 0.7],
          [4.4, mix(p.mid, p.shade, 0.3), 0.95],
        ]
        for (const [offset, colour, alpha] of bands) {
          stage.begin()
          const points: number[] = []
          for (let d = -1, size = 0.8; d < stage.far; d += size, size *= 1.16)
            points.push(edge(stage.camera.z + d, offset), 0.005, stage.camera.z + d)
          points.push(side * 300, 0.005, stage.camera.z + stage.far, side * 300, 0.005, stage.camera.z - 1)
          if (stage.add(points)) stage.fill(colour, 6, alpha)
        }
        stage.rows(2.2, (z, i) => {
          const x = (hash(seed, i, 4) - 0.5) * 8 - side * 2
          stage.ball(x, 0.03, z, 0.05 + hash(i, 5) * 0.07, mix(p.shade, p.haze, hash(i, 6)))
          if (i % 3 === 0) stage.adding(() => stage.level(0.006, x - 2, x + 1.5, z, z + 0.9, p.key, 0.14, 0.2))
        })
        stage.rows(9, (z, i) => {
          const x = -side * (9 + hash(seed, i, 7) * 8)
          for (let k = 0; k < 8; k++)
            stage.rod(
              x + k * 0.3,
              0.2,
              z,
              x + k * 0.3 - side * (0.4 + 0.2 * Math.sin(t * 2 + k)),
              1 + hash(i, k) * 0.6,
              z,
              0.04,
              mix(p.accent, p.shade, 0.5),
            )
          stage.polygon([x - 6, 0, z, x + 6, 0, z, x + 2, 1.1, z + 3, x - 3, 1.5, z + 3], mix(sand, p.shade, 0.25))
        })
      },
    }
  },
}
