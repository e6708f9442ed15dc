import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { personAt } from '../figures.ts'
import { clamp, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** Head and shoulders in a crowd; some raise their arms. */
function listener(stage: Stage, x: number, z: number, id: number, t: number): void {
  const { palette: p, ctx } = stage
  const r = hash(id, 3)
  const spot = stage.spot(x, 1.5 + r * 0.22 + Math.abs(Math.sin(t * 4.2 + r * 5)) * 0.05, z)
  if (!spot || spot.depth < 0.8) return
  const k = spot.scale
  if (spot.x + k < 0 || spot.x - k > stage.width) return
  const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 0.8) / 0.7)
  const toward = stage.aimX > spot.x ? 1 : -1
  const passes: readonly (readonly [Rgb, number, number])[] =
    spot.depth < 6
      ? [
          [mix(p.key, p.haze, 0.35), toward * 0.012 * k, -0.014 * k],
          [stage.tint(mix(p.ink, p.shade, r * 0.35), spot.depth), 0, 0],
        ]
      : [[stage.tint(mix(p.ink, p.shade, r * 0.4), spot.depth), 0, 0]]
  for (const [colour, dx, dy] of passes) {
    const cx = spot.x + dx
    const cy = spot.y + dy
    ctx.fillStyle = css(colour, alpha)
    ctx.beginPath()
    ctx.ellipse(cx, cy, 0.09 * k, 0.118 * k, 0, 0, 6.283)
    ctx.moveTo(cx - 0.05 * k, cy + 0.08 * k)
    ctx.quadraticCurveTo(cx - 0.2 * k, cy + 0.18 * k, cx - 0.24 * k, cy + 0.36 * k)
    ctx.lineTo(cx - 0.22 * k, cy + 2.2 * k)
    ctx.lineTo(cx + 0.22 * k, cy + 2.2 * k)
    ctx.lineTo(cx + 0.24 * k, cy + 0.36 * k)
    ctx.quadraticCurveTo(cx + 0.2 * k, cy + 0.18 * k, cx + 0.05 * k, cy + 0.08 * k)
    ctx.fill()
    if (hash(id, 7) > 0.42) continue
    ctx.strokeStyle = css(colour, alpha)
    ctx.lineWidth = 0.075 * k
    ctx.beginPath()
    for (const s of hash(id, 7) < 0.16 ? [-1, 1] : [hash(id, 8) < 0.5 ? 1 : -1]) {
      const wave = Math.sin(t * 4.2 + id) * 0.05
      ctx.moveTo(cx + s * 0.22 * k, cy + 0.3 * k)
      ctx.lineTo(cx + s * 0.3 * k, cy - 0.05 * k)
      ctx.lineTo(cx + (s * 0.2 + wave) * k, cy - 0.38 * k)
    }
    ctx.stroke()
  }
}

/** Over a crowd towards a stage of turning beams, a singer in the light. */
export const concert: Scene = {
  words:
    'concert:5 crowd:2.5 audience:3 gig:3.5 stage:1.2 festival:3 fan:1.5 band:2 singer:2 raised_hand:1 loudspeaker:1.5 rave:3.5 guitar:2 drummer:2.5 theatre:1.5 theater:1.5',
  palettes: ['neon', 'dusk', 'love', 'acid', 'ember'],
  flight: { speed: 1.9, eye: 2.1, room: [1.1, 0.8] },
  far: 22,
  fog: 11,
  horizon: 0.47,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.mid, p.haze, 0.5)
    const sky = makeSky(stage, {
      stops: [
        [1, p.ink],
        [0.4, p.shade],
        [0.08, mix(p.mid, p.haze, 0.5)],
        [0, p.haze],
        [-0.2, p.shade],
      ],
    })
    const beams = 7 + Math.floor(hash(seed, 1) * 3)
    return {
      paint: t => {
        sky()
        stage.strip(0, -40, 40, mix(p.shade, p.mid, 0.3), p.ink)
        const h = stage.unit
        stage.flare(0.7, 0.55, p.key, 0, -0.06)
        ctx.globalCompositeOperation = 'lighter'
        for (let k = 0; k < beams; k++) {
          const u = k - (beams - 1) / 2
          const angle = u * 0.22 + Math.sin(t * 0.9 + k * 1.7) * 0.18
          const x = stage.aimX + u * h * 0.16
          const y = stage.aimY - h * 0.03
          const long = h * 1.1
          const colour = k % 3 === 1 ? p.accent : k & 1 ? p.key : p.haze
          const gradient = ctx.createLinearGradient(x, y, x + Math.sin(angle) * long, y - Math.cos(angle) * long)
          gradient.addColorStop(0, css(colour, 0.45))
          gradient.addColorStop(0.4, css(colour, 0.14))
          gradient.addColorStop(1, css(colour, 0))
          ctx.fillStyle = gradient
          ctx.beginPath()
          ctx.moveTo(x, y)
          ctx.lineTo(x + Math.sin(angle - 0.05) * long, y - Math.cos(angle - 0.05) * long)
          ctx.lineTo(x + Math.sin(angle + 0.05) * long, y - Math.cos(angle + 0.05) * long)
          ctx.fill()
        }
        ctx.globalCompositeOperation = 'source-over'
        for (let k = 0; k < beams; k++)
          stage.glowAt(
            stage.aimX + (k - (beams - 1) / 2) * h * 0.16,
            stage.aimY - h * 0.03,
            h * 0.05,
            k % 3 === 1 ? p.accent : p.key,
            0.8 + 0.2 * Math.sin(t * 6 + k),
          )
        const singer = stage.spot(0, 1.7, stage.camera.z + 15)
        if (singer) {
          stage.front(stage.camera.z + 15.2, -9, 9, 0.6, 1.7, mix(p.shade, p.mid, 0.4))
          personAt(stage, singer, 'woman', { pose: 'raise', phase: t * 3, tall: 2.3, colour: p.ink, shadow: false })
          for (const s of [-1, 1])
            stage.front(stage.camera.z + 15.1, s * 5 - 0.9, s * 5 + 0.9, 1.7, 4, mix(p.ink, p.shade, 0.3), 0.9)
        }
        stage.rows(1.15, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 0.9 || depth > 14 || (depth > 8 && i & 1)) return
          const half = Math.min(9, depth * 1.05 + 1)
          const from = Math.floor((stage.camera.x - half) / 0.8)
          for (let k = from; k <= from + Math.ceil((half * 2) / 0.8); k++)
            listener(
              stage,
              (k + 0.3 + hash(seed, i, k) * 0.45 + (i & 1) * 0.4) * 0.8,
              z + hash(i, k, 2) * 0.4,
              i * 53 + k,
              t,
            )
        })
      },
    }
  },
}
