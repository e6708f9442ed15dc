import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight } from '../shells.ts'

/** A library like a canyon: shelves out of sight, rolling ladders, green lamps. */
export const library: Scene = {
  words: 'library:4.5 bookshop:3.5 book:1.2 shelf:1.5 reading:1 archive:3 ladder:.8 bookshelf:3',
  palettes: ['sepia', 'moss', 'gold', 'ember'],
  flight: { speed: 3.6, eye: 2.4, room: [0.6, 1.6] },
  far: 44,
  fog: 18,
  pitch: 0.03,
  isIndoors: true,
  cast: { pose: 'stand', distance: 9 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.3)
    const w = 1.9
    const h = 9
    const wood = mix(p.accent, p.ink, 0.55)
    const spines: readonly Rgb[] = [
      mix(p.accent, p.ink, 0.2),
      mix(p.mid, p.shade, 0.4),
      mix(p.key, p.mid, 0.5),
      mix([90, 40, 36], p.mid, 0.3),
      mix([40, 70, 60], p.mid, 0.25),
      mix(p.haze, p.shade, 0.5),
    ]
    return {
      paint: () => {
        stage.clear()
        stage.strip(0, -w, w, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.3))
        stage.strip(0.005, -0.6, 0.6, mix([120, 36, 36], p.mid, 0.3), mix([80, 24, 28], p.ink, 0.3))
        stage.flare(0.6, 0.5)
        for (const s of [-1, 1]) stage.wall(s * w, 0, h, mix(wood, p.ink, s < 0 ? 0.1 : 0.3))
        stage.rows(2.2, (z, i) => {
          const depth = z - stage.camera.z
          for (const s of [-1, 1]) {
            const x = s * w * 0.985
            const count = depth > 20 ? 2 : depth > 9 ? 4 : 8
            for (let y = 0.15, k = 0; y < 7.5; y += 0.62, k++) {
              if (depth > 12 && y > 6) break
              const each = 2.05 / count
              for (let m = count - 1; m >= 0; m--) {
                const q = hash(seed, i * 9 + m, k, s)
                if (q > 0.93 || (depth > 9 && y > 5 && m & 1)) continue
                const colour = mix(spines[Math.floor(q * 13) % 6]!, p.ink, (s < 0 ? 0.05 : 0.25) + ((q * 7) % 1) * 0.15)
                stage.side(
                  x,
                  y + 0.03,
                  y + 0.36 + ((q * 5) % 1) * 0.16,
                  z + m * each + 0.02,
                  z + m * each + each * 0.96,
                  colour,
                )
              }
            }
            stage.front(z, s * w, s * (w - 0.12), 0, h, mix(wood, p.key, 0.15))
            if (i % 3 === (s > 0 ? 0 : 1)) {
              stage.rod(s * (w - 0.7), 0, z + 0.9, s * (w - 0.08), 4.6, z + 0.9, 0.05, mix(p.key, wood, 0.5))
              stage.rod(s * (w - 0.7), 0, z + 1.35, s * (w - 0.08), 4.6, z + 1.35, 0.05, mix(p.key, wood, 0.5))
              for (let k = 1; k < 9; k++)
                stage.rod(
                  s * (w - 0.7 + k * 0.068),
                  k * 0.5,
                  z + 0.9,
                  s * (w - 0.7 + k * 0.068),
                  k * 0.5,
                  z + 1.35,
                  0.035,
                  mix(p.key, wood, 0.5),
                )
            }
            if (i % 2 === 0) {
              stage.box(s * 1.15, s * 1.6, 0, 0.8, z + 1.5, z + 2, wood)
              stage.polygon(
                [s * 1.25, 1.12, z + 1.7, s * 1.55, 1.12, z + 1.7, s * 1.5, 1.24, z + 1.7, s * 1.3, 1.24, z + 1.7],
                [60, 150, 100],
                stage.passing(z + 1.7 - stage.camera.z),
                0.5,
              )
              stage.glow(s * 1.4, 1.08, z + 1.7, 0.75, mix([170, 255, 170], p.key, 0.5), 0.55)
            }
          }
        })
      },
    }
  },
}
