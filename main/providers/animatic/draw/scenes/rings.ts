import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'

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
    const base = isDark ? mix(p.ink, p.shade, 0.25) : mix(p.haze, p.mid, 0.2)
    stage.fogColour = isDark ? mix(p.shade, p.mid, 0.4) : mix(p.key, WHITE, 0.5)
    const tones: readonly Rgb[] = isDark
      ? [p.key, p.haze, mix(p.mid, p.haze, 0.4), mix(p.accent, p.haze, 0.6)]
      : [mix(p.key, WHITE, 0.7), mix(p.haze, p.mid, 0.4), mix(p.key, p.haze, 0.4), mix(p.accent, p.key, 0.75)]
    const petals = hash(seed, 1) < 0.5 ? 0 : 5 + Math.floor(hash(seed, 2) * 5)
    return {
      paint: t => {
        stage.clear(base)
        stage.flare(0.75, isDark ? 0.75 : 0.45, p.key)
        stage.flare(0.22, isDark ? 0.9 : 0.6, mix(p.key, WHITE, 0.6))
        stage.rows(2.6, (z, i, random) => {
          const spot = stage.spot(Math.sin(i * 1.7) * 0.25, Math.cos(i * 1.3) * 0.2, z)
          if (!spot || spot.depth < 0.6) return
          const colour = cycle(tones, i)
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
