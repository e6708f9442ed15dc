import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'

/** A pop-up book: paper hills, cardboard waves, a cut-out ship, page after page. */
export const paper: Scene = {
  words:
    'paper:1.2 paper_theatre:6 pop_up:4 cardboard_wave:3 cut_out:3 origami:4 puppet:3.5 toy_theatre:5 storybook:4 fairy_tale:3.5 page_after_page:2 collage:3 castle:2',
  palettes: ['sepia', 'coral', 'candy', 'sea'],
  flight: { speed: 2.6, eye: 1.5, room: [0.6, 0.5] },
  far: 30,
  fog: 20,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.key, p.haze, 0.5)
    const kinds = 5
    return {
      paint: t => {
        stage.clear(mix(p.haze, p.key, 0.4))
        stage.flare(0.6, 0.6)
        const sun = stage.spot(0.8, 3, stage.camera.z + 25)
        if (sun) {
          const r = sun.scale * 2
          ctx.fillStyle = css(mix(p.accent, p.key, 0.35))
          ctx.beginPath()
          for (let k = 0; k < 32; k++) {
            const a = (k / 32) * 6.283 + t * 0.12
            const far = r * (k & 1 ? 1.35 : 1)
            ctx.lineTo(sun.x + Math.cos(a) * far, sun.y + Math.sin(a) * far)
          }
          ctx.fill()
          ctx.fillStyle = css(mix(p.key, WHITE, 0.3))
          ctx.beginPath()
          ctx.ellipse(sun.x, sun.y, r * 0.8, r * 0.8, 0, 0, 6.284)
          ctx.fill()
        }
        stage.strip(0, -30, 30, mix(p.key, p.haze, 0.3), mix(p.haze, p.mid, 0.4))
        stage.rows(2.4, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 0.6) return
          const alpha = stage.passing(depth)
          const kind = (((i + Math.floor(hash(seed, 1) * 5)) % kinds) + kinds) % kinds
          const rise = clamp((stage.far * 0.75 - depth) / 7)
          const tone = [
            mix(p.mid, p.accent, 0.3),
            mix(p.shade, p.mid, 0.4),
            mix(p.accent, p.haze, 0.3),
            mix(p.mid, p.haze, 0.4),
            mix(p.shade, p.accent, 0.3),
          ][kind]!
          const cut = (points: readonly number[], colour: Rgb): void => {
            const flatten = (offset: number, lift: number): number[] => {
              const out: number[] = []
              for (let k = 0; k < points.length; k += 2) out.push(points[k]! + offset, points[k + 1]! * rise + lift, z)
              return out
            }
            stage.polygon(flatten(0.07, -0.05), mix(p.ink, p.shade, 0.3), alpha * 0.3)
            stage.polygon(flatten(0, 0.035), mix(p.key, WHITE, 0.5), alpha)
            stage.polygon(flatten(0, 0), colour, alpha)
          }
          stage.level(0.004, -6, 6, z - 0.2, z + 0.05, mix(p.key, WHITE, 0.4), 0.8)
          if (kind === 0 || kind === 3) {
            for (const s of [-1, 1]) {
              const hill: number[] = [s * 7, 0]
              for (let k = 0; k <= 8; k++)
                hill.push(
                  s * (7 - k * 0.78),
                  0.3 + (kind === 0 ? 2.6 : 1.7) * Math.sin(((k + 0.4) / 9) * Math.PI) ** 1.2 + 0.25 * hash(i, k, s),
                )
              hill.push(s * 0.8, 0)
              cut(hill, tone)
              for (let k = 0; k < 3; k++) {
                const x = s * (1.7 + k * 1.5)
                cut([x - 0.3, 0.5, x + 0.3, 0.5, x, 1.9 + hash(i, k) * 0.7], mix(tone, p.shade, 0.4))
              }
            }
          } else if (kind === 1 || kind === 4) {
            const wave: number[] = [-8, 0]
            const drift = Math.sin(t * 1.3 + i) * 0.25
            for (let k = 0; k <= 48; k++) {
              const x = -8 + k / 3
              wave.push(
                x + drift,
                0.45 + 0.16 * Math.abs(Math.sin(x * 1.7)) + (kind === 4 ? 0.14 : 0) + 0.1 * Math.abs(x) * 0.4,
              )
            }
            wave.push(8, 0)
            cut(wave, mix([70, 140, 170], p.mid, 0.45))
            if (kind === 1) {
              const x = (hash(seed, i, 2) < 0.5 ? -1 : 1) * 1.9 + drift
              const rock = Math.sin(t * 1.5 + i) * 0.08
              cut(
                [x - 0.8, 0.75 + rock, x + 0.85, 0.75 - rock, x + 0.55, 0.35, x - 0.5, 0.35],
                mix(p.accent, p.ink, 0.2),
              )
              cut([x - 0.03, 0.75, x + 0.03, 0.75, x + 0.03, 2.3, x - 0.03, 2.3], p.ink)
              cut([x + 0.06, 0.95, x + 0.75, 1, x + 0.06, 2.2], mix(p.key, WHITE, 0.4))
              cut([x - 0.06, 0.95, x - 0.6, 1, x - 0.06, 2], mix(p.key, p.accent, 0.25))
            }
          } else {
            for (let k = 0; k < 3; k++) {
              const x = (k - 1) * 3 + Math.sin(t * 0.4 + i + k) * 0.4 + (k === 1 ? 0 : 0.5)
              const y = 2.7 + hash(i, k, 4) * 0.9
              const cloud: number[] = []
              for (let n = 0; n < 16; n++) {
                const a = (n / 16) * 6.283
                const far = 1 + 0.16 * Math.cos(n * 2.6)
                cloud.push(x + Math.cos(a) * 0.95 * far, y + Math.sin(a) * 0.36 * far)
              }
              stage.rod(x, y + 0.2, z, x, 6, z, 0.012, p.ink, 0.5)
              cut(cloud, mix(p.haze, WHITE, 0.5))
            }
            for (const s of [-1, 1])
              cut(
                [
                  s * 3.4,
                  0,
                  s * 1.9,
                  0,
                  s * 1.9,
                  1.3,
                  s * 2.1,
                  1.3,
                  s * 2.1,
                  1.6,
                  s * 2.4,
                  1.6,
                  s * 2.4,
                  1.3,
                  s * 2.8,
                  1.3,
                  s * 2.8,
                  2.1,
                  s * 3.1,
                  2.6,
                  s * 3.4,
                  2.1,
                ],
                tone,
              )
          }
        })
      },
    }
  },
}
