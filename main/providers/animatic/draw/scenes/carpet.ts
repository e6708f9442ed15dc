import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
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
  isIndoors: true,
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
