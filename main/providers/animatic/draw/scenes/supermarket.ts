import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { ceilingPanels, drawHall, fillWithLight } from '../shells.ts'

/** A supermarket aisle: shelves of coloured packets under strip lights. */
export const supermarket: Scene = {
  words:
    'supermarket:4.5 grocery:4 aisle:1.5 shop:2.5 store:2.5 mall:2.5 checkout:2.5 trolley:2 packet:1.5 shopping:2 freezer:1.5 shelf:.6',
  palettes: ['candy', 'noon', 'summer', 'acid'],
  flight: { speed: 5, eye: 1.4, room: [0.7, 0.7] },
  far: 40,
  fog: 18,
  isIndoors: true,
  cast: { distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const w = 1.7
    const h = 3.5
    const plan = {
      halfWidth: w + 0.8,
      height: h,
      floor: mix(p.haze, p.mid, 0.35),
      ceiling: mix(p.shade, p.mid, 0.4),
      wall: mix(p.shade, p.mid, 0.3),
    }
    const tones: readonly Rgb[] = [
      p.accent,
      p.key,
      mix(p.accent, p.key, 0.5),
      p.haze,
      p.mid,
      mix(p.accent, p.ink, 0.35),
      mix(p.mid, [235, 80, 70], 0.6),
    ]
    return {
      paint: () => {
        drawHall(stage, plan)
        stage.flare(0.4, 0.45)
        ceilingPanels(stage, 3, h, 0.2, 2.2, p.key, 1.1)
        stage.rows(2.4, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * w
            const back = s * (w + 0.5)
            stage.side(back, 0, 2.3, z, z + 2.4, mix(p.ink, p.shade, 0.5))
            const depth = z - stage.camera.z
            const count = depth > 20 ? 1 : depth > 9 ? 2 : 4
            for (let k = 0; k < 4; k++) {
              const y = 0.14 + k * 0.54
              stage.polygon([x, y, z, x, y, z + 2.4, back, y, z + 2.4, back, y, z], mix(p.mid, p.ink, 0.4))
              const kind = hash(seed, i, k, s)
              const each = 2.4 / count
              for (let m = count - 1; m >= 0; m--) {
                const q = hash(seed, i * 7 + m, k, s)
                if (q > 0.94) continue
                const colour = mix(
                  tones[Math.floor((kind * 3 + (q > 0.7 ? q * 9 : 0) + k) % 7)]!,
                  p.ink,
                  (s < 0 ? 0.04 : 0.2) + q * 0.12,
                )
                const a = z + m * each + 0.02
                const high = 0.3 + kind * 0.15
                const face = x + s * (0.04 + q * 0.05)
                const seen = stage.side(face, y + 0.02, y + high, a, a + each - 0.04, colour)
                if (seen && seen < 7)
                  stage.side(
                    face - s * 0.002,
                    y + high * 0.35,
                    y + high * 0.7,
                    a + each * 0.14,
                    a + each * 0.7,
                    mix(colour, q > 0.4 ? p.key : p.ink, 0.55),
                  )
              }
              stage.side(x, y - 0.06, y + 0.01, z, z + 2.4, mix(p.key, p.haze, 0.5))
            }
            stage.side(x, 2.28, 2.5, z, z + 2.4, mix(p.accent, p.ink, s < 0 ? 0.1 : 0.3))
          }
          if (i % 4 === 0) {
            stage.front(z, -0.75, 0.75, 2.75, 3.15, mix(p.accent, p.shade, 0.2), 1, 0.2)
            stage.front(z - 0.01, -0.55, 0.25, 2.9, 3, p.key, 0.9, 0.3)
          }
        })
      },
    }
  },
}
