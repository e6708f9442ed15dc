import { WHITE, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { tuft } from '../props/plants.ts'
import type { Scene } from '../scene.ts'

/** A greenhouse gone wild: iron and misted glass overhead, ferns and fruit trees pressing in. */
export const greenhouse: Scene = {
  words:
    'greenhouse:5 conservatory:4 glasshouse:5 fern:1.5 orange_tree:2 misted_glass:1.5 butterfly:1 botanical:3 palm_house:4 broken_pane:1',
  palettes: ['moss', 'spring', 'sea'],
  flight: { speed: 2, eye: 1.5, room: [0.6, 0.7] },
  far: 30,
  fog: 12,
  cast: { pose: 'reach', distance: 6.5 },
  air: 'leaves',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.6)
    const w = 3.2
    const iron = mix(p.shade, p.ink, 0.35)
    return {
      paint: t => {
        stage.clear(mix(stage.fogColour, WHITE, 0.1))
        stage.flare(0.9, 0.35, p.key, 0, -0.25)
        stage.strip(0, -w, w, mix(p.mid, p.haze, 0.25), mix(p.shade, p.mid, 0.4))
        for (const s of [-1, 1]) stage.wall(s * w, 0, 0.7, mix(p.mid, p.accent, 0.25))
        stage.rows(2, (z, i, random) => {
          for (const s of [-1, 1]) {
            stage.polygon(
              [s * w, 0.7, z, s * w, 0.7, z + 1.94, s * w, 2.7, z + 1.94, s * w, 2.7, z],
              mix(p.haze, [190, 230, 220], 0.4),
              0.45,
            )
            stage.polygon(
              [s * w, 2.7, z, s * w, 2.7, z + 1.94, 0, 4.6, z + 1.94, 0, 4.6, z],
              mix(p.key, [190, 230, 220], 0.4),
              0.3,
            )
            stage.rod(s * w, 0.7, z, s * w, 2.7, z, 0.07, iron)
            stage.rod(s * w, 2.7, z, 0, 4.6, z, 0.07, iron)
            stage.rod(s * w, 2.7, z, s * w, 2.7, z + 2, 0.06, iron)
            stage.rod(s * w * 0.5, 3.65, z, s * w * 0.5, 3.65, z + 2, 0.04, iron)
          }
          stage.rod(0, 4.6, z, 0, 4.6, z + 2, 0.07, iron)
          for (const s of [-1, 1]) {
            for (let n = 0; n < 4; n++) {
              const x = s * (1 + n * 0.55 + random(n + s * 5 + 10) * 0.4)
              const leaf = mix(mix([40, 96, 54], p.shade, 0.3), p.key, 0.05 + random(n + 20) * 0.25)
              tuft(
                stage,
                x,
                z + random(n + 30) * 1.8,
                0.8 + random(n + 40) * 1.2,
                mix(leaf, p.ink, n > 1 ? 0.25 : 0),
                t,
                i + n,
                7,
                0.75,
              )
            }
            if (random(s + 50) < 0.7) {
              const x = s * 2
              const zz = z + 0.8
              stage.rod(x, 0, zz, x, 1.9, zz, 0.09, mix(p.ink, p.accent, 0.35))
              for (let k = 0; k < 5; k++)
                stage.ball(
                  x + (random(k + s + 60) - 0.5) * 1.2,
                  1.8 + random(k + 70) * 0.9,
                  zz,
                  0.3 + random(k + 80) * 0.2,
                  mix([46, 104, 58], p.key, random(k + 90) * 0.25),
                )
              for (let k = 0; k < 5; k++)
                stage.ball(
                  x + (random(k + 100) - 0.5) * 1.3,
                  1.6 + random(k + 110) * 1.1,
                  zz - 0.05,
                  0.075,
                  [240, 146, 48],
                  1,
                  0.2,
                )
            }
          }
          stage.polygon(
            [
              random(3) * 1.2 - 1,
              4.3,
              z,
              random(3) * 1.2,
              4.3,
              z + 0.6,
              random(3) * 1.6 - 0.4,
              0,
              z + 1.6,
              random(3) * 1.6 - 1.6,
              0,
              z + 1,
            ],
            p.key,
            0.1,
          )
        })
        stage.glow(hash(seed, 4) - 0.5, 2, stage.camera.z + 12, 2.5, p.key, 0.3)
      },
    }
  },
}
