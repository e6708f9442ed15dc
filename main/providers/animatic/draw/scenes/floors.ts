import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import { lightString } from '../props.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight, lightPatch } from '../shells.ts'
import type { Stage } from '../stage.ts'

/** A sleeping dog curled in its light, seen from the carpet. */
function dog(stage: Stage, x: number, z: number, breath: number): void {
  const spot = stage.spot(x, 0, z)
  if (!spot || spot.depth < 0.7) return
  const { ctx, palette: p } = stage
  const s = spot.scale
  ctx.fillStyle = css(
    stage.tint(mix(p.ink, p.accent, 0.3), spot.depth * 0.5),
    stage.passing(spot.depth) * stage.fadeIn(spot.depth),
  )
  ctx.beginPath()
  ctx.ellipse(spot.x, spot.y - s * 0.13, s * 0.42, s * (0.15 + breath * 0.008), 0, 0, 6.283)
  ctx.ellipse(spot.x - s * 0.42, spot.y - s * 0.09, s * 0.15, s * 0.1, 0.2, 0, 6.283)
  ctx.ellipse(spot.x - s * 0.38, spot.y - s * 0.17, s * 0.05, s * 0.09, 0.5, 0, 6.283)
  ctx.ellipse(spot.x + s * 0.42, spot.y - s * 0.05, s * 0.16, s * 0.04, 0.2, 0, 6.283)
  ctx.fill()
}

/** The world from a carpet: table legs like trunks, wooden blocks like houses, squares of sun. */
export const carpet: Scene = {
  words:
    'carpet:4 living_room:3 rug:3 floor_level:2 wooden_block:2.5 crawling:2 table_leg:2 toy:1 sleeping_dog:2 puppy:2 living:1',
  palettes: ['gold', 'summer', 'spring', 'dawn'],
  flight: { speed: 1.6, eye: 0.32, room: [0.5, 0.25] },
  far: 22,
  fog: 11,
  horizon: 0.46,
  cast: 'none',
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.5)
    const rug = mix(p.accent, p.mid, 0.35)
    const blocks: readonly Rgb[] = [
      p.accent,
      mix(p.key, [240, 190, 60], 0.6),
      mix(p.mid, [200, 70, 60], 0.7),
      mix(p.shade, p.mid, 0.4),
      mix(p.mid, p.key, 0.4),
    ]
    return {
      paint: t => {
        stage.clear()
        stage.strip(0, -60, 60, mix(rug, p.haze, 0.15), mix(rug, p.ink, 0.2))
        stage.flare(0.6, 0.4, p.key, 0, -0.1)
        stage.wall(-4.6, 0, 6, mix(p.haze, p.mid, 0.35))
        stage.wall(4.6, 0, 6, mix(p.mid, p.haze, 0.3))
        stage.rows(0.9, (z, i) => {
          stage.level(0.002, -4.5, 4.5, z, z + 0.28, mix(rug, i & 1 ? p.key : p.shade, 0.3), 0.5)
          for (let k = -3; k <= 3; k++)
            stage.polygon(
              [
                k * 1.3 - 0.2,
                0.004,
                z + 0.6,
                k * 1.3,
                0.004,
                z + 0.4,
                k * 1.3 + 0.2,
                0.004,
                z + 0.6,
                k * 1.3,
                0.004,
                z + 0.8,
              ],
              mix(p.key, rug, 0.45),
              0.6,
            )
        })
        stage.rows(4, (z, i, random) => {
          stage.side(-4.58, 0, 0.18, z, z + 4, mix(p.key, WHITE, 0.3))
          stage.side(-4.55, 0.7, 3.4, z + 0.6, z + 2.8, p.key, 0.95, 0.6)
          lightPatch(stage, -1, 3.6, z + 0.6, z + 2.6, 3.4, 0.34)
          const s = i & 1 ? 1 : -1
          const x = s * 1.5
          const wood = mix(p.shade, p.accent, 0.25)
          for (const [a, b] of [
            [0.75, 2.2],
            [-0.75, 2.2],
            [0.75, 0.8],
            [-0.75, 0.8],
          ] as const) {
            stage.box(x + a - 0.05, x + a + 0.05, 0, 1.05, z + b, z + b + 0.1, wood)
          }
          stage.box(x - 0.95, x + 0.95, 1.05, 1.15, z + 0.6, z + 2.5, mix(wood, p.key, 0.1))
          for (let k = 6; k >= 0; k--) {
            const bx = (random(k) - 0.5) * 3.2
            if (Math.abs(bx) < 0.28) continue
            const size = 0.13 + random(k + 10) * 0.1
            const bz = z + k * 0.55
            stage.box(bx - size / 2, bx + size / 2, 0, size, bz, bz + size, blocks[Math.floor(random(k + 20) * 5)]!)
            if (random(k + 30) < 0.4)
              stage.box(
                bx - size * 0.4,
                bx + size * 0.4,
                size,
                size * 1.8,
                bz + 0.02,
                bz + size * 0.8,
                blocks[Math.floor(random(k + 40) * 5)]!,
              )
          }
          if (i % 3 === Math.floor(hash(seed, 3) * 3)) dog(stage, -s * 1.1, z + 2.4, Math.sin(t * 2))
        })
      },
    }
  },
}

/** A cave under a festive table: hanging cloth, loops of fairy lights, slippered feet on both sides. */
export const underTable: Scene = {
  words:
    'under_the_table:5 beneath_a:1.5 christmas_table:4 tablecloth:3 fringe:2 slippered:2 fairy_light:1.5 feet:1.2 beneath:1.5 crumb:2 den:1.5 cave:1.5',
  palettes: ['ember', 'gold', 'love'],
  flight: { speed: 1.5, eye: 0.36, room: [0.35, 0.2] },
  far: 17,
  fog: 9,
  cast: 'none',
  build: stage => {
    const { palette: p } = stage
    stage.fogColour = mix(p.mid, p.haze, 0.4)
    const wood = mix(p.shade, p.accent, 0.2)
    const w = 1.05
    const bulbs: readonly Rgb[] = [p.key, mix(p.accent, [255, 90, 70], 0.5), mix(p.key, [120, 255, 160], 0.5), p.key]
    return {
      paint: t => {
        stage.clear()
        stage.strip(0, -w * 3, w * 3, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.3))
        stage.strip(0.98, -w, w, mix(wood, p.ink, 0.3), mix(p.ink, wood, 0.3))
        stage.flare(0.5, 0.55)
        stage.rows(1.1, (z, i, random) => {
          for (const s of [-1, 1]) {
            for (let k = 4; k >= 0; k--) {
              const low = 0.46 + 0.04 * Math.sin(k * 1.3 + i) + 0.02 * Math.sin(t + i + k)
              stage.side(
                s * (w + (k & 1) * 0.04),
                low,
                1,
                z + k * 0.22,
                z + k * 0.22 + 0.22,
                mix(mix(p.accent, [150, 20, 30], 0.5), k & 1 ? p.ink : p.key, 0.22),
              )
            }
            const leg = s * (w + 0.12 + random(s + 3) * 0.2)
            const zz = z + random(s + 5) * 0.5
            const sock = mix(p.accent, p.key, random(s + 8) * 0.8)
            stage.polygon(
              [leg - 0.05, 0.1, zz, leg + 0.05, 0.1, zz, leg + 0.06, 0.6, zz + 0.1, leg - 0.06, 0.6, zz + 0.1],
              mix(p.shade, p.mid, random(s + 9)),
              stage.passing(zz - stage.camera.z + 0.3),
            )
            const tap = Math.max(0, Math.sin(t * 3 + i * 2 + s)) * 0.03
            stage.box(
              s < 0 ? leg - 0.02 : leg - 0.22,
              s < 0 ? leg + 0.22 : leg + 0.02,
              tap,
              0.09 + tap,
              zz - 0.05,
              zz + 0.07,
              sock,
            )
          }
          lightString(stage, -w, 0.94, z, w, 0.94, z + 0.4, 0.16, 9, bulbs, t, 0.09)
          stage.pool(0, 0.01, z + 0.3, 0.7, p.key, 0.22)
          for (let k = 0; k < 5; k++)
            stage.ball(
              (random(k + 20) - 0.5) * 1.7,
              0.015,
              z + random(k + 30),
              0.014 + random(k + 40) * 0.025,
              mix(p.key, p.mid, 0.4),
            )
          if (i % 4 === 0)
            for (const s of [-1, 1]) stage.box(s * 0.9 - 0.06, s * 0.9 + 0.06, 0, 0.98, z, z + 0.12, wood)
        })
        stage.glow(0, 0.5, stage.camera.z + 14, 1.5, p.key, 0.7)
      },
    }
  },
}
