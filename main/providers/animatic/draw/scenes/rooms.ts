import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { doorway, fillWithLight, lightPatch, sideWindow } from '../shells.ts'
import type { Stage } from '../stage.ts'

/** What stands in a house's rooms. */
type Furnishing = 'kitchen' | 'sheeted' | 'boxes'

function furnish(
  stage: Stage,
  kind: Furnishing,
  side: number,
  z: number,
  random: (k: number) => number,
  tone: Rgb,
): void {
  const { palette: p } = stage
  const w = 2.6
  if (kind === 'kitchen') {
    const body = mix(p.accent, p.shade, 0.3)
    const low = side < 0 ? -w : 1.95
    stage.box(low, low + 0.65, 0, 0.88, z + 0.5, z + 4.9, body)
    stage.box(low - 0.02, low + 0.67, 0.88, 0.94, z + 0.45, z + 5, mix(p.key, p.haze, 0.5))
    stage.box(side < 0 ? -w : 2.2, side < 0 ? -2.2 : w, 1.65, 2.35, z + 0.6, z + 4.8, body)
    for (let k = 3; k >= 0; k--) {
      const a = z + 0.6 + k * 1.1
      stage.side(side * 1.945, 0.1, 0.8, a, a + 1, mix(body, p.key, 0.16))
      stage.side(side * 2.195, 1.72, 2.28, a, a + 1, mix(body, p.key, 0.16))
    }
    for (let k = 2; k >= 0; k--) {
      const a = z + 1 + k * 1.3 + random(k)
      stage.box(
        side * 2.25 - 0.1,
        side * 2.25 + 0.1,
        0.94,
        1.1 + random(k + 5) * 0.2,
        a,
        a + 0.2,
        k === 1 ? p.key : p.accent,
      )
    }
    return
  }
  if (kind === 'boxes') {
    const card = mix(p.accent, mix(p.key, p.mid, 0.6), 0.75)
    for (let k = 5; k >= 0; k--) {
      const s = random(k) < 0.5 ? -1 : 1
      const x = s * (1.5 + random(k + 10) * 0.6)
      const size = 0.5 + random(k + 20) * 0.4
      const zz = z + 0.5 + k * 0.85
      stage.box(x - size / 2, x + size / 2, 0, size * 0.8, zz, zz + size, card)
      if (random(k + 30) < 0.5)
        stage.box(
          x - size * 0.35,
          x + size * 0.35,
          size * 0.8,
          size * 1.35,
          zz + 0.05,
          zz + size * 0.7,
          mix(card, p.key, 0.15),
        )
      else
        stage.polygon(
          [
            x - size / 2,
            size * 0.8,
            zz,
            x - size * 0.85,
            size,
            zz + 0.05,
            x - size * 0.85,
            size,
            zz + size,
            x - size / 2,
            size * 0.8,
            zz + size,
          ],
          mix(card, p.key, 0.3),
        )
      stage.level(size * 0.805, x - 0.05, x + 0.05, zz, zz + size, mix(card, p.shade, 0.4))
    }
    for (const d of [0, 0.5])
      stage.rod(side * 2.2, 0, z + 2 + d, side * 2.05, 2.2, z + 2.25, 0.05, mix(p.shade, p.mid, 0.4))
    return
  }
  const cloth = mix(p.key, p.haze, 0.35)
  const x = side * 1.75
  stage.box(x - 0.75, x + 0.75, 0, 0.55, z + 1, z + 2.7, cloth)
  stage.polygon(
    [
      x - 0.75,
      0,
      z + 1,
      x + 0.75,
      0,
      z + 1,
      x + 0.62,
      0.98,
      z + 1.12,
      x + 0.2,
      0.86,
      z + 1.1,
      x - 0.25,
      1.02,
      z + 1.12,
      x - 0.66,
      0.94,
      z + 1.1,
    ],
    mix(cloth, p.shade, 0.3),
    stage.passing(z + 1 - stage.camera.z),
  )
  stage.polygon(
    [-side * 2, 0, z + 3.6, -side * 1.1, 0, z + 3.6, -side * 1.45, 1.7, z + 3.7],
    mix(cloth, p.shade, 0.22),
    stage.passing(z + 3.6 - stage.camera.z),
  )
  for (const k of [0, 1, 2])
    stage.side(
      -side * w * 0.994,
      1.35,
      2 + random(k) * 0.2,
      z + 0.6 + k * 1.8,
      z + 1.5 + k * 1.8,
      mix(tone, WHITE, 0.35),
      0.8,
    )
}

/** Room after room through open doorways: a kitchen, an empty house under sheets, a new flat full of boxes. */
export const rooms: Scene = {
  words:
    'house:1.5 kitchen:3 home:1.5 room:1.2 interior:2 apartment:3 flat:2 empty_house:4 new_flat:4 cardboard_box:2.5 indoors:2 doorway:1.2 breakfast:2 sofa:1.5 furniture:1.5 sheets_over:2 door_after_door:2 moving_day:3',
  palettes: ['gold', 'dawn', 'spring', 'milk', 'candy'],
  flight: { speed: 3.3, eye: 1.5, room: [0.5, 0.5] },
  far: 42,
  fog: 18,
  isIndoors: true,
  cast: { distance: 7 },
  air: 'dust',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const kind: Furnishing = hints.says('box empty_new new_flat moving_day')
      ? 'boxes'
      : hints.says('sheet empty abandoned ghost')
        ? 'sheeted'
        : hints.says('kitchen breakfast') || hash(seed, 1) < 0.8
          ? 'kitchen'
          : 'sheeted'
    const w = 2.6
    const h = 2.75
    const tones = [
      mix(p.mid, p.haze, 0.4),
      mix(p.accent, p.haze, kind === 'sheeted' ? 0.85 : 0.45),
      mix(p.haze, p.key, 0.2),
      mix(p.shade, p.mid, 0.55),
    ]
    const spring = Math.floor(hash(seed, 2) * 4)
    return {
      paint: t => {
        stage.clear()
        stage.flare(0.55, 0.45)
        stage.rows(6, (z, i, random) => {
          if (z + 6 < stage.camera.z) return
          const tone = cycle(tones, i + spring)
          const s = i & 1 ? 1 : -1
          stage.level(0, -w, w, z, z + 6, mix(p.mid, p.shade, kind === 'boxes' ? 0.25 : 0.5))
          stage.level(h, -w, w, z, z + 6, mix(p.haze, tone, 0.5))
          for (let k = 0; k < 6; k++) stage.level(0.002, -w, w, z + k, z + k + 0.5, p.shade, 0.14)
          stage.side(-w, 0, h, z, z + 6, tone)
          stage.side(w, 0, h, z, z + 6, mix(tone, p.ink, 0.18))
          if (kind === 'boxes')
            stage.side(-s * w * 0.998, 0, 1.6, z + 0.5, z + 3.4, mix([246, 206, 70], p.mid, 0.15), 0.9)
          sideWindow(stage, s * w, 0.95, 2.15, z + 1.9, z + 4.1, mix(p.key, p.haze, 0.5))
          lightPatch(stage, s, w, z + 2, z + 4, 3.2, 0.28)
          if (kind !== 'boxes')
            for (const a of [1.5, 4])
              stage.polygon(
                [
                  s * w * 0.98,
                  0.6,
                  z + a,
                  s * w * 0.98,
                  0.6,
                  z + a + 0.45,
                  s * w * 0.98,
                  2.35,
                  z + a + 0.5,
                  s * w * 0.98,
                  2.35,
                  z + a,
                ],
                mix(p.accent, p.key, 0.35),
                0.9,
              )
          furnish(stage, kind, -s, z, random, tone)
          if (kind === 'kitchen') {
            stage.rod(0, 2, z + 3, 0, h, z + 3, 0.02, p.ink)
            stage.front(z + 3, -0.22, 0.22, 1.9, 2.04, p.accent)
            stage.glow(0, 1.86, z + 3, 0.9, p.key, 0.5)
          } else if (kind === 'sheeted') {
            stage.adding(() =>
              stage.polygon(
                [s * w, 2, z + 2, s * w, 1, z + 2, -s * w * 0.6, 0, z + 4, -s * w * 0.2, 0, z + 5],
                p.key,
                0.07 + 0.02 * Math.sin(t),
                0.4,
              ),
            )
          }
          doorway(stage, z, w, h, 0.8, 2.15, mix(tone, p.ink, 0.3), mix(p.key, p.haze, 0.42))
        })
      },
    }
  },
}
