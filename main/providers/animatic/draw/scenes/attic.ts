import { WHITE, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'

/** An attic: rafters, a projector's cone, photographs hanging like leaves. */
export const attic: Scene = {
  words:
    'attic:5 projector:3.5 photograph:2.5 photo:2.5 memory:1.2 loft:3.5 rafter:3 album:2 home_movie:3.5 film_reel:3 barn:2.5 slide_show:2',
  palettes: ['sepia', 'gold', 'ember', 'moon'],
  flight: { speed: 1.9, eye: 1.5, room: [0.6, 0.4] },
  far: 30,
  fog: 13,
  isIndoors: true,
  cast: 'none',
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.mid, p.key, 0.55)
    const wood = mix(p.shade, p.ink, 0.35)
    return {
      paint: t => {
        stage.clear(mix(stage.fogColour, p.key, 0.3))
        const flicker = 0.85 + 0.15 * Math.sin(t * 21) * Math.sin(t * 13)
        stage.flare(0.5, 0.85 * flicker)
        stage.flare(0.16, 0.9 * flicker, WHITE)
        stage.strip(0, -4, 4, mix(p.mid, p.shade, 0.5), mix(p.shade, p.ink, 0.4))
        stage.rows(2, (z, i) => {
          for (const s of [-1, 1]) {
            stage.polygon(
              [s * 3.6, 0, z, s * 3.6, 0, z + 2.02, 0, 3.5, z + 2.02, 0, 3.5, z],
              mix(wood, p.mid, s < 0 ? 0.3 : 0.18),
            )
            for (let k = 1; k < 6; k++)
              stage.rod(
                s * 3.6 * (1 - k / 6),
                (3.5 * k) / 6,
                z,
                s * 3.6 * (1 - k / 6),
                (3.5 * k) / 6,
                z + 2,
                0.02,
                p.ink,
                0.6,
              )
            stage.polygon(
              [s * 3.5, 0, z, s * 3.2, 0, z, s * -0.1, 3.3, z, s * -0.1, 3.55, z],
              wood,
              stage.passing(z - stage.camera.z),
            )
          }
          for (let k = 0; k < 5; k++) stage.level(0.004, -3.4 + k * 1.4, -3.36 + k * 1.4, z, z + 2, p.ink, 0.6)
          stage.front(z, -1.4, 1.4, 2.15, 2.3, wood)
          for (const s of [-1, 1]) {
            if (hash(seed, i, s) < 0.65) {
              const x = s * (2.1 + hash(i, s, 2) * 0.5)
              const size = 0.5 + hash(i, s, 3) * 0.4
              stage.box(
                x - size / 2,
                x + size / 2,
                0,
                size * 0.8,
                z + 0.4,
                z + 0.4 + size,
                mix(p.accent, p.ink, 0.3 + hash(i, s, 4) * 0.3),
              )
              if (hash(i, s, 5) < 0.4)
                stage.box(
                  x - size * 0.3,
                  x + size * 0.3,
                  size * 0.8,
                  size * 1.3,
                  z + 0.5,
                  z + 0.3 + size,
                  mix(p.mid, p.shade, 0.4),
                )
            }
          }
          stage.rod(-1.5, 2.2, z + 1, 1.5, 2.2, z + 1, 0.01, p.ink, 0.7)
          for (let k = 0; k < 5; k++) {
            const x = -1.35 + k * 0.6 + hash(i, k, 6) * 0.2
            if (Math.abs(x) < 0.2) continue
            const sway = Math.sin(t * 1.1 + k * 2 + i) * 0.09
            const w = 0.17
            const top = 2.16
            const low = top - 0.42 - hash(i, k, 7) * 0.12
            const alpha = stage.passing(z + 1 - stage.camera.z)
            stage.polygon(
              [x - w, top, z + 1, x + w, top, z + 1, x + w + sway, low, z + 1, x - w + sway, low, z + 1],
              mix(p.key, WHITE, 0.4),
              alpha,
            )
            stage.polygon(
              [
                x - w + 0.03,
                top - 0.04,
                z + 0.99,
                x + w - 0.03,
                top - 0.04,
                z + 0.99,
                x + w - 0.03 + sway,
                low + 0.09,
                z + 0.99,
                x - w + 0.03 + sway,
                low + 0.09,
                z + 0.99,
              ],
              mix(mix(p.accent, p.mid, hash(i, k, 8)), p.shade, hash(i, k, 9) * 0.5),
              alpha,
            )
            stage.ball(x + sway * 0.5, top - 0.2, z + 0.98, 0.05, mix(p.key, p.haze, 0.3), alpha)
            stage.polygon(
              [
                x - 0.08 + sway * 0.8,
                low + 0.1,
                z + 0.98,
                x + 0.08 + sway * 0.8,
                low + 0.1,
                z + 0.98,
                x + sway * 0.6,
                top - 0.2,
                z + 0.98,
              ],
              mix(p.ink, p.shade, 0.4),
              alpha,
            )
          }
        })
        stage.adding(() => {
          const z = stage.camera.z
          for (const [a, b, alpha] of [
            [0.9, 1.7, 0.1],
            [0.5, 1.1, 0.12],
          ] as const) {
            stage.polygon(
              [-0.05, 1.5, z + 20, 0.05, 1.5, z + 20, b, 1.9 + a, z + 1.2, -b, 1.9 + a, z + 1.2],
              p.key,
              alpha * flicker,
              0.6,
            )
            stage.polygon(
              [-0.05, 1.5, z + 20, 0.05, 1.5, z + 20, b, 1.5 - a, z + 1.2, -b, 1.5 - a, z + 1.2],
              p.key,
              alpha * flicker,
              0.6,
            )
          }
        })
      },
    }
  },
}
