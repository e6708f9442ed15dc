import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash, wrap } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A railway platform in steam: a waiting train on one side, lamps, people waving. */
export const platform: Scene = {
  words:
    'platform:3.5 railway_platform:6 railway:3 station:3.5 train_station:5 steam_train:3 locomotive:3.5 departing_train:2.5 rail:1.5 track:.6 tramline:2',
  palettes: ['winter', 'grief', 'milk', 'dawn'],
  flight: { speed: 3.4, eye: 1.6, room: [0.9, 0.8] },
  far: 50,
  fog: 17,
  cast: { pose: 'reach', distance: 7, x: -1.6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, WHITE, 0.4)
    const sky = makeSky(stage, {
      stops: [
        [1, mix(p.mid, p.haze, 0.3)],
        [0.3, mix(p.haze, WHITE, 0.15)],
        [0, stage.fogColour],
        [-0.3, stage.fogColour],
      ],
    })
    const body = mix([44, 74, 62], p.shade, 0.35)
    const iron = mix(p.shade, p.ink, 0.45)
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.5, WHITE)
        stage.strip(-0.9, -80, 80, mix(p.mid, p.shade, 0.3), mix(p.shade, p.ink, 0.2))
        for (const x of [-7.4, -6, 5]) stage.strip(-0.75, x - 0.06, x + 0.06, mix(p.key, p.mid, 0.3))
        stage.strip(0, -4.6, 1.7, mix(p.mid, p.haze, 0.35), mix(p.mid, p.shade, 0.35))
        stage.strip(0.006, 1.25, 1.5, mix(p.key, [250, 214, 90], 0.5))
        stage.wall(1.7, -0.9, 0, mix(p.shade, p.mid, 0.4))
        const carriage = (z: number, i: number): void => {
          stage.box(2, 5, -0.2, 2.6, z, z + 11.4, body)
          stage.side(1.99, 2.15, 2.6, z, z + 11.4, mix(p.key, p.haze, 0.4))
          stage.side(1.985, 0.72, 0.84, z, z + 11.4, mix(p.key, [214, 174, 80], 0.5))
          for (let k = 5; k >= 0; k--) {
            stage.side(1.98, 1, 1.95, z + 0.9 + k * 1.75, z + 2.1 + k * 1.75, mix(p.ink, p.shade, 0.4))
            stage.side(
              1.975,
              1.05,
              1.9,
              z + 0.98 + k * 1.75,
              z + 2.02 + k * 1.75,
              mix(p.key, [255, 216, 140], 0.5),
              1,
              0.5,
            )
          }
          stage.side(1.97, 0.1, 2.05, z + 0.1, z + 0.8, mix(body, p.ink, 0.35))
          person(stage, 1.55, 0.35, z + 0.5, i & 1 ? 'woman' : 'man', {
            pose: 'raise',
            phase: t * 6,
            scarf: i % 3 === 0,
            shadow: false,
          })
          stage.box(2.2, 4.8, -0.8, -0.2, z + 1, z + 10.6, iron)
        }
        stage.rows(12, carriage, 1, stage.far, t * 1.6)
        stage.rows(6, (z, i) => {
          stage.front(z, -3.3, -3.1, 0, 3.5, iron)
          stage.polygon([-3.3, 3.1, z, -3.1, 3.1, z, -1, 3.7, z, -1, 3.9, z], iron, stage.passing(z - stage.camera.z))
          stage.polygon([-4.8, 3.5, z, -4.8, 3.5, z + 6, -0.8, 3.9, z + 6, -0.8, 3.9, z], mix(p.mid, p.haze, 0.3))
          stage.glow(-2, 3.2, z, 1.1, mix(p.key, [255, 220, 150], 0.5), 0.7)
          if (i % 2 === 0) {
            stage.box(-3.4, -2.9, 0.4, 0.5, z + 1.4, z + 3.4, mix(p.accent, p.ink, 0.4))
            stage.side(-3.4, 0.5, 0.95, z + 1.4, z + 3.4, mix(p.accent, p.ink, 0.3))
          } else {
            stage.ball(-2.6, 2.7, z + 2, 0.34, mix(p.key, WHITE, 0.4))
            stage.rod(-2.6, 2.7, z + 1.98, -2.6, 2.94, z + 1.98, 0.03, p.ink)
            stage.rod(-2.6, 2.7, z + 1.98, -2.44, 2.66, z + 1.98, 0.03, p.ink)
          }
          if (hash(seed, i, 4) < 0.5)
            person(stage, -0.6 - hash(i, 5) * 2, 0, z + 3, hash(i, 6) < 0.5 ? 'woman' : 'man', {
              pose: hash(i, 7) < 0.5 ? 'raise' : 'stand',
              phase: t * 5 + i,
            })
        })
        for (let k = 0; k < 9; k++) {
          const ahead = wrap(hash(k, 1) * 26 - stage.camera.z + t, 26)
          const rise = wrap(t * 0.5 + hash(k, 2), 1)
          stage.glow(
            1.2 - hash(k, 3) * 3,
            0.2 + rise * 3.2,
            stage.camera.z + 2 + ahead,
            1.6 + rise * 2,
            WHITE,
            0.3 * (1 - rise),
          )
        }
      },
    }
  },
}
