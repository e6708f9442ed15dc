import { mix, WHITE } from '../colour.ts'
import { person } from '../figures.ts'
import { hash, wrap } from '../numbers.ts'
import { tree } from '../props.ts'
import type { Scene } from '../scene.ts'
import { doorway, fillWithLight } from '../shells.ts'
import { makeSky } from '../sky.ts'

/** Carriage after carriage: seats, lamps, fields running in the windows. */
export const train: Scene = {
  words: 'train:3 carriage:4 moving_train:5 compartment:3 railway_carriage:4 wagon:2.5 tram:3 bus:2.5 sliding_door:1.5',
  palettes: ['ember', 'autumn', 'summer', 'gold'],
  flight: { speed: 2.6, eye: 1.6, room: [0.3, 0.3] },
  far: 30,
  fog: 16,
  cast: { distance: 8 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.3)
    const w = 1.55
    const h = 2.4
    const wood = mix(p.accent, p.ink, 0.45)
    const seat = mix(p.accent, [150, 40, 44], 0.5)
    const sky = mix(p.haze, p.key, 0.35)
    const grass = mix(p.mid, p.accent, 0.35)
    return {
      paint: t => {
        const rock = { ...stage.camera }
        rock.roll += Math.sin(t * 5.3) * 0.006
        rock.y += Math.sin(t * 10.6) * 0.006
        stage.look(rock)
        stage.clear()
        stage.flare(0.4, 0.45)
        stage.strip(0, -w, w, mix(p.shade, p.ink, 0.3), mix(p.ink, p.shade, 0.4))
        stage.strip(0.004, -0.32, 0.32, mix(seat, p.ink, 0.4), mix(seat, p.ink, 0.5))
        for (const s of [-1, 1]) stage.wall(s * w, 0, h, mix(wood, p.mid, s < 0 ? 0.3 : 0.15), mix(wood, p.ink, 0.2))
        stage.strip(h, -w, w, mix(p.haze, p.mid, 0.4), mix(p.mid, p.shade, 0.3))
        stage.rows(1.9, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * w * 0.99
            const a = z + 0.25
            const b = z + 1.65
            stage.side(x, 0.92, 1.95, a - 0.06, b + 0.06, mix(p.key, wood, 0.55))
            stage.side(x * 0.998, 0.98, 1.9, a, b, sky, 1, 0.5)
            const hill = 1.3 + 0.12 * Math.sin(i * 1.1 + t * 3 * s)
            stage.polygon(
              [
                x * 0.996,
                0.98,
                a,
                x * 0.996,
                0.98,
                b,
                x * 0.996,
                hill + 0.08 * Math.sin(t * 4 + i),
                b,
                x * 0.996,
                hill,
                a,
              ],
              grass,
              1,
              0.35,
            )
            stage.side(x * 0.995, 0.98, 1.1, a, b, mix(grass, p.shade, 0.4), 1, 0.3)
            const run = wrap(t * 9 + hash(i, s) * 3, 3) / 3
            const at = b - run * (b - a)
            if (run > 0.06 && run < 0.95)
              stage.side(x * 0.993, 1.05, 1.75, at - 0.05, at + 0.03, mix(p.shade, grass, 0.3), 0.8, 0.2)
            stage.adding(() =>
              stage.polygon(
                [x * 0.9, 0.01, a, x * 0.9, 0.01, b, x * 0.15, 0.01, b + 0.5, x * 0.15, 0.01, a + 0.5],
                p.key,
                0.12 + 0.06 * Math.sin(t * 11 + i),
                0.2,
              ),
            )
            stage.box(s < 0 ? -w : 0.5, s < 0 ? -0.5 : w, 0.3, 0.48, z + 0.7, z + 1.3, seat)
            stage.box(
              s < 0 ? -w : 0.5,
              s < 0 ? -0.5 : w,
              0.3,
              1.25,
              z + 1.3,
              z + 1.5,
              seat,
              mix(seat, p.key, 0.25),
              mix(seat, p.ink, 0.25),
            )
            stage.front(
              z + 1.29,
              s < 0 ? -w + 0.1 : 0.6,
              s < 0 ? -0.6 : w - 0.1,
              1.0,
              1.22,
              mix(p.key, p.haze, 0.3),
              0.9,
            )
            if (hash(seed, i, s, 3) < 0.45)
              person(stage, s * 1.05, -0.32, z + 1.05, hash(i, s, 4) < 0.5 ? 'man' : 'woman', {
                pose: 'bust',
                tilt: s * 0.12,
                shadow: false,
              })
            stage.polygon(
              [s * w, 2.05, z, s * w, 2.05, z + 1.9, s * (w - 0.4), 2.05, z + 1.9, s * (w - 0.4), 2.05, z],
              mix(p.key, wood, 0.6),
            )
            if (hash(i, s, 5) < 0.7)
              stage.box(
                Math.min(s * w, s * (w - 0.36)),
                Math.max(s * w, s * (w - 0.36)),
                2.06,
                2.28,
                z + 0.3,
                z + 0.9,
                mix(p.accent, p.shade, hash(i, s, 6)),
              )
          }
          stage.ball(0, h - 0.1, z + 0.9, 0.11, mix(p.key, WHITE, 0.3), 1, 0.8)
          stage.glow(0, h - 0.14, z + 0.9, 0.9, p.key, 0.5)
          if (i % 4 === 0) doorway(stage, z, w, h, 0.42, 2.05, mix(wood, p.mid, 0.25), mix(p.key, wood, 0.4))
        })
      },
    }
  },
}

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
        for (const x of [-7.4, -6, 0.2 - 7.6 + 12.4]) stage.strip(-0.75, x - 0.06, x + 0.06, mix(p.key, p.mid, 0.3))
        stage.strip(0, -4.6, 1.7, mix(p.mid, p.haze, 0.35), mix(p.mid, p.shade, 0.35))
        stage.strip(0.006, 1.25, 1.5, mix(p.key, [250, 214, 90], 0.5))
        stage.wall(1.7, -0.9, 0, mix(p.shade, p.mid, 0.4))
        const shift = t * 1.6
        stage.rows(12, (z0, i) => {
          const z = z0 + shift
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
        })
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

/** Tracks across open land, poles and wires marching with them. */
export const railway: Scene = {
  words: 'railway_line:5 railway_track:5 railroad:4 rails:1.2 telegraph:2 telephone_pole:.8',
  palettes: ['autumn', 'dawn', 'dusk', 'storm'],
  flight: { speed: 11, eye: 2, room: [0.8, 1] },
  far: 100,
  fog: 40,
  way: { sway: 8, swayLength: 190, hills: 1.6, hillLength: 150 },
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.25)
    const sky = makeSky(stage, {
      sun: { x: (hash(seed, 1) - 0.5) * 0.4, y: 0.08, radius: 0.06 },
      streaks: 9,
      ridges: { count: 2, height: 0.1 },
    })
    const land = mix(p.mid, p.accent, 0.25)
    return {
      paint: () => {
        sky()
        stage.flare(0.7, 0.4)
        stage.strip(-0.2, -160, 160, land, mix(land, p.shade, 0.5))
        stage.strip(-0.1, -2.4, 2.4, mix(p.mid, p.shade, 0.35), mix(p.shade, p.ink, 0.15))
        stage.rows(0.75, z => stage.level(-0.05, -1.4, 1.4, z, z + 0.28, mix(p.ink, p.accent, 0.25)), 1, 30)
        for (const x of [-0.75, 0.75])
          stage.strip(0.06, x - 0.05, x + 0.05, mix(p.key, p.haze, 0.4), mix(p.haze, p.mid, 0.3))
        stage.rows(14, (z, i) => {
          stage.front(z, -4.4, -4.22, 0, 6.2, mix(p.ink, p.shade, 0.3))
          stage.front(z, -5.1, -3.5, 5.5, 5.65, mix(p.ink, p.shade, 0.3))
          for (const x of [-5, -3.6]) stage.rod(x, 5.7, z, x, 5.5 + 0.2 * hash(i, 3), z + 14, 0.03, p.ink, 0.8)
          for (const s of [-1, 1])
            tree(stage, s * (9 + hash(seed, i, s) * 20), z + hash(i, 2) * 10, 3 + hash(i, s, 3) * 3, i + s)
        })
      },
    }
  },
}
