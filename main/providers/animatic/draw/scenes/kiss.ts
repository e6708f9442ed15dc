import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Two faces in a gondola at the top of the wheel, the lights of the fair far below. */
export const kiss: Scene = {
  words: 'kiss:4 first_kiss:6 gondola:4 embrace:3 nose_to_nose:3 two_silhouettes:2 lovers:1.5 two_faces:3 romance:2',
  palettes: ['love', 'dusk', 'night', 'neon'],
  flight: { speed: 1.2, eye: 0, room: [0.5, 0.5] },
  far: 60,
  fog: 40,
  horizon: 0.45,
  cast: 'none',
  air: 'sparks',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.shade, p.mid, 0.5)
    const sky = makeSky(stage, {
      stars: 220,
      sun: { x: 0.02, y: 0.14, radius: 0.2 },
      stops: [
        [1, p.ink],
        [0.5, p.shade],
        [0.15, mix(p.shade, p.mid, 0.8)],
        [0, mix(p.mid, p.haze, 0.3)],
        [-0.4, p.ink],
      ],
    })
    const lights: readonly Rgb[] = [p.key, p.accent, p.haze, mix(p.key, [255, 120, 140], 0.6)]
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.5, p.key, 0, -0.14)
        stage.strip(-9, -300, 300, mix(p.shade, p.ink, 0.3), p.ink)
        for (let k = 0; k < 150; k++) {
          const z = stage.camera.z + 6 + hash(k, 1) * 50
          stage.glow(
            (hash(k, 2, seed) - 0.5) * 70,
            -8.9 + hash(k, 3) * 1.4,
            z,
            0.5 + hash(k, 4) * 0.5,
            cycle(lights, k),
            0.6 + 0.4 * Math.sin(t * 2 + k),
          )
        }
        const { width: w, height: h, unit } = stage
        const s = unit * (0.62 + 0.03 * Math.sin(t * 0.7)) * (1 + Math.min(0.35, t * 0.05))
        const cx = w * 0.5 + Math.sin(t * 0.6) * unit * 0.012
        const base = h * 0.5 + unit * 0.5
        const gap = 0.055 - Math.min(0.045, t * 0.012)
        const dark = mix(p.ink, p.shade, 0.18)
        for (const [colour, lift] of [
          [mix(p.key, p.haze, 0.2), 1],
          [dark, 0],
        ] as const) {
          ctx.fillStyle = css(colour)
          for (const side of [-1, 1]) {
            const e = side * lift * unit * -0.006
            const at = (x: number, y: number): [number, number] => [
              cx + side * (x + gap * 0.5) * s + e,
              base - y * s - lift * unit * 0.005,
            ]
            ctx.beginPath()
            ctx.moveTo(...at(0.16, 0.98))
            ctx.bezierCurveTo(...at(0.1, 0.98), ...at(0.055, 0.93), ...at(0.05, 0.87))
            ctx.lineTo(...at(0.0, 0.79))
            ctx.lineTo(...at(0.035, 0.765))
            ctx.lineTo(...at(0.028, 0.735))
            ctx.lineTo(...at(0.04, 0.7))
            ctx.bezierCurveTo(...at(0.05, 0.65), ...at(0.1, 0.66), ...at(0.13, 0.65))
            ctx.lineTo(...at(0.14, 0.56))
            ctx.bezierCurveTo(...at(0.04, 0.5), ...at(0, 0.4), ...at(-0.02, 0))
            ctx.lineTo(...at(0.6, 0))
            ctx.bezierCurveTo(...at(0.56, 0.36), ...at(0.44, 0.52), ...at(0.27, 0.56))
            if (side > 0) ctx.bezierCurveTo(...at(0.34, 0.66), ...at(0.36, 0.9), ...at(0.27, 0.99))
            else ctx.bezierCurveTo(...at(0.25, 0.64), ...at(0.29, 0.72), ...at(0.29, 0.84))
            ctx.bezierCurveTo(...at(0.27, 1.02), ...at(0.2, 1.0), ...at(0.16, 0.98))
            ctx.fill()
          }
        }
        ctx.fillStyle = css(dark)
        ctx.fillRect(cx - s * 0.62, base - 1, s * 1.24, h - base + 20)
        ctx.strokeStyle = css(mix(p.ink, p.accent, 0.25))
        ctx.lineWidth = unit * 0.024
        ctx.beginPath()
        ctx.moveTo(-10, h * 0.5 + unit * 0.42)
        ctx.quadraticCurveTo(w / 2, h * 0.5 + unit * 0.47, w + 10, h * 0.5 + unit * 0.42)
        ctx.moveTo(w / 2 - unit * 0.78, -10)
        ctx.lineTo(w / 2 - unit * 0.86, h)
        ctx.moveTo(w / 2 + unit * 0.78, -10)
        ctx.lineTo(w / 2 + unit * 0.86, h)
        ctx.stroke()
        for (let k = 0; k < 9; k++)
          stage.glowAt(
            w / 2 + (k - 4) * unit * 0.2,
            unit * 0.03 + Math.sin(k * 0.8) * unit * 0.012,
            unit * 0.03,
            cycle(lights, k),
            0.7 + 0.3 * Math.sin(t * 4 + k),
          )
      },
    }
  },
}
