import { mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { chair, table, tuft } from '../props.ts'
import type { Scene } from '../scene.ts'
import { ceilingPanels, drawPassage, fillWithLight } from '../shells.ts'
import { makeSky } from '../sky.ts'

/** A supermarket aisle: shelves of coloured packets under strip lights. */
export const supermarket: Scene = {
  words:
    'supermarket:4.5 grocery:4 aisle:1.5 shop:2.5 store:2.5 mall:2.5 checkout:2.5 trolley:2 packet:1.5 shopping:2 freezer:1.5 shelf:.6',
  palettes: ['candy', 'noon', 'summer', 'acid'],
  flight: { speed: 5, eye: 1.4, room: [0.7, 0.7] },
  far: 40,
  fog: 18,
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
        drawPassage(stage, plan)
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

/** A small café: counter, pastry shelves, lamps, tables by a steamed window. */
export const cafe: Scene = {
  words:
    'cafe:4.5 coffee:2.5 bar:2.5 restaurant:3.5 diner:4 pastry:2 bakery:3.5 bistro:4 pub:3.5 waiter:2 cup:1 tea:1.2 milk_in:.5',
  palettes: ['autumn', 'ember', 'gold', 'moss'],
  flight: { speed: 2.3, eye: 1.5, room: [0.6, 0.5] },
  far: 32,
  fog: 15,
  cast: { pose: 'stand', distance: 6.5, x: 0.2 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.4)
    const w = 2.7
    const h = 3
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.3),
      ceiling: mix(p.shade, p.ink, 0.3),
      wall: mix(p.mid, p.shade, 0.35),
      dado: mix(p.accent, p.ink, 0.45),
      dadoHeight: 1,
    }
    const bar = hash(seed, 1) < 0.5 ? -1 : 1
    return {
      paint: t => {
        drawPassage(stage, plan)
        stage.flare(0.5, 0.4)
        stage.rows(3.6, (z, i, random) => {
          for (let k = 0; k < 6; k++)
            for (let n = 0; n < 6; n++)
              if ((k + n) & 1)
                stage.level(
                  0.003,
                  -1.35 + n * 0.6,
                  -0.75 + n * 0.6,
                  z + k * 0.6,
                  z + k * 0.6 + 0.6,
                  mix(p.key, p.mid, 0.5),
                  0.3,
                )
          const x = bar * w
          for (const y of [1.5, 1.95, 2.4]) {
            stage.side(x * 0.97, y - 0.04, y, z, z + 3.6, mix(p.accent, p.ink, 0.3))
            for (let k = 7; k >= 0; k--) {
              const a = z + 0.2 + k * 0.43
              const high = 0.14 + random(k + y * 10) * 0.2
              stage.side(
                x * 0.96,
                y,
                y + high,
                a,
                a + 0.12 + random(k + 40) * 0.12,
                mix(mix(p.key, p.accent, random(k + y * 20)), p.ink, random(k) * 0.35),
                1,
                0.1,
              )
            }
          }
          const front = bar * 1.5
          stage.box(
            Math.min(front, front + bar * 0.6),
            Math.max(front, front + bar * 0.6),
            0,
            1.08,
            z + 0.1,
            z + 3.5,
            mix(p.accent, p.ink, 0.3),
            mix(p.key, p.mid, 0.35),
          )
          stage.side(front * 0.995, 0.2, 0.95, z + 0.3, z + 3.3, mix(p.accent, p.mid, 0.3))
          for (let k = 2; k >= 0; k--) {
            const a = z + 0.7 + k
            stage.box(bar * 1.75 - 0.1, bar * 1.75 + 0.1, 1.08, 1.13, a, a + 0.22, mix(p.key, WHITE, 0.5))
            stage.ball(bar * 1.75, 1.18, a + 0.1, 0.07, mix(p.accent, p.key, random(k + 60)))
          }
          stage.side(-x * 0.99, 0.9, 2.6, z + 0.3, z + 3.2, mix(p.ink, p.shade, 0.4))
          stage.side(-x * 0.985, 1, 2.5, z + 0.4, z + 1.7, mix(p.haze, p.key, 0.6), 0.95, 0.5)
          stage.side(-x * 0.985, 1, 2.5, z + 1.8, z + 3.1, mix(p.haze, p.key, 0.5), 0.95, 0.5)
          const tx = -bar * 1.75
          table(stage, tx, z + 1.3, 0.75, 0.7, 0.75, mix(p.accent, p.mid, 0.35))
          for (const k of [0, 1]) {
            stage.ball(tx - 0.16 + k * 0.3, 0.8, z + 1.5, 0.05, mix(p.key, WHITE, 0.6))
            stage.glow(tx - 0.16 + k * 0.3, 0.98 + 0.04 * Math.sin(t * 2 + k), z + 1.5, 0.2, p.key, 0.14)
          }
          chair(stage, tx, z + 0.6, mix(p.accent, p.ink, 0.35))
          if (hash(seed, i, 6) < 0.5)
            person(stage, tx, -0.42, z + 2.3, i & 1 ? 'woman' : 'man', { pose: 'bust', phase: t })
          stage.rod(0, 2.2, z + 1.5, 0, h, z + 1.5, 0.015, p.ink)
          stage.ball(0, 2.15, z + 1.5, 0.13, p.key, 1, 0.8)
          stage.glow(0, 2.12, z + 1.5, 1, p.key, 0.6)
        })
      },
    }
  },
}

/** A street market: striped awnings, crates of fruit, hanging cloth. */
export const market: Scene = {
  words:
    'market:3.5 street_market:6 stall:3 bazaar:4 awning:2.5 fruit:1.5 orange:.3 melon:2 fabric:1 souk:4 spice:2 hanging_silk:2 vendor:2 fish_on_ice:2',
  palettes: ['coral', 'summer', 'desert', 'gold'],
  flight: { speed: 2.6, eye: 1.55, room: [0.7, 0.8] },
  far: 36,
  fog: 18,
  cast: { distance: 5.5 },
  way: { sway: 1.2, swayLength: 40 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.5)
    const sky = makeSky(stage, { sun: { x: 0.1, y: 0.3, radius: 0.05 }, heaps: 2 })
    const fruit: readonly Rgb[] = [[240, 140, 40], [205, 60, 50], [236, 196, 70], [120, 160, 70], p.accent]
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.4)
        stage.strip(0, -40, 40, mix(p.mid, p.haze, 0.45), mix(p.mid, p.shade, 0.3))
        for (const s of [-1, 1]) stage.wall(s * 4.6, 0, 5.5, mix(mix(p.haze, p.accent, s < 0 ? 0.1 : 0.25), p.mid, 0.3))
        stage.rows(3, (z, i, random) => {
          stage.adding(() => stage.level(0.005, -0.6 + random(1), 0.9 + random(1), z + 0.4, z + 1.8, p.key, 0.16, 0.3))
          for (const s of [-1, 1]) {
            const stripe = s < 0 ? p.accent : mix(p.mid, fruit[Math.floor(random(s + 3) * 5)]!, 0.6)
            stage.side(s * 4.55, 2.9, 4.3, z + 0.7, z + 1.7, mix(p.shade, p.ink, 0.3))
            stage.side(s * 4.5, 2.9, 4.3, z + 0.4, z + 0.7, mix(p.accent, p.shade, 0.4))
            for (let k = 0; k < 6; k++)
              stage.polygon(
                [
                  s * 3.4,
                  2.95,
                  z + k * 0.46,
                  s * 3.4,
                  2.95,
                  z + k * 0.46 + 0.46,
                  s * 1.35,
                  2.3,
                  z + k * 0.46 + 0.46,
                  s * 1.35,
                  2.3,
                  z + k * 0.46,
                ],
                mix(k & 1 ? mix(p.key, WHITE, 0.3) : stripe, p.ink, 0.12),
              )
            for (let k = 0; k < 6; k++)
              stage.side(
                s * 1.35,
                2.1 + 0.03 * Math.sin(t * 2 + k + i),
                2.3,
                z + k * 0.46,
                z + k * 0.46 + 0.46,
                k & 1 ? mix(p.key, WHITE, 0.3) : stripe,
              )
            stage.front(z, s * 1.4 - 0.04, s * 1.4 + 0.04, 0, 2.3, mix(p.shade, p.accent, 0.3))
            const x = s * 1.5
            stage.box(
              Math.min(x, s * 2.9),
              Math.max(x, s * 2.9),
              0,
              0.72,
              z + 0.2,
              z + 2.7,
              mix(p.accent, p.shade, 0.45),
            )
            const depth = z - stage.camera.z
            for (let k = 3; k >= 0; k--) {
              const colour = fruit[Math.floor(hash(seed, i, k, s) * 5)]!
              const a = z + 0.25 + k * 0.62
              stage.polygon(
                [x, 0.72, a, x, 0.72, a + 0.56, s * 2.5, 1.15, a + 0.56, s * 2.5, 1.15, a],
                mix(colour, p.ink, 0.3),
              )
              if (depth > 13 || depth < -2.5) continue
              stage.begin()
              let seen = 0
              for (let n = 0; n < 10; n++) {
                const fx = s * (1.6 + (n % 4) * 0.24)
                const fy = 0.82 + (n % 4) * 0.11
                const fz = a + 0.1 + Math.floor(n / 4) * 0.19
                seen =
                  stage.add([
                    fx,
                    fy,
                    fz,
                    fx + 0.06,
                    fy + 0.09,
                    fz,
                    fx,
                    fy + 0.15,
                    fz + 0.02,
                    fx - 0.07,
                    fy + 0.09,
                    fz,
                  ]) || seen
              }
              if (seen) stage.fill(mix(colour, p.key, 0.2), seen)
            }
            if (random(s + 8) < 0.6)
              person(stage, s * 3.1, 0, z + 1.4, random(s + 9) < 0.5 ? 'man' : 'woman', { pose: 'stand', phase: t + i })
          }
          if (i % 3 === 0) {
            const cloth = fruit[(i + 60) % 5]!
            const blow = Math.sin(t * 1.4 + i) * 0.14
            stage.polygon(
              [
                -1.2,
                3.2,
                z,
                1.2,
                3.2,
                z,
                1 + blow,
                2.35,
                z,
                0.3 + blow,
                2.2,
                z,
                -0.5 + blow,
                2.4,
                z,
                -1.1 + blow,
                2.25,
                z,
              ],
              mix(cloth, p.key, 0.35),
              0.75 * stage.passing(z - stage.camera.z),
            )
          }
        })
      },
    }
  },
}

/** A library like a canyon: shelves out of sight, rolling ladders, green lamps. */
export const library: Scene = {
  words: 'library:4.5 bookshop:3.5 book:1.2 shelf:1.5 reading:1 archive:3 ladder:.8 bookshelf:3',
  palettes: ['sepia', 'moss', 'gold', 'ember'],
  flight: { speed: 3.6, eye: 2.4, room: [0.6, 1.6] },
  far: 44,
  fog: 18,
  pitch: 0.03,
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
            stage.front(
              z,
              Math.min(s * w, s * (w - 0.12)),
              Math.max(s * w, s * (w - 0.12)),
              0,
              h,
              mix(wood, p.key, 0.15),
            )
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
              stage.box(Math.min(s * 1.15, s * 1.6), Math.max(s * 1.15, s * 1.6), 0, 0.8, z + 1.5, z + 2, wood)
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
