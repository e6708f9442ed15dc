import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { lightString } from '../props/lamps.ts'
import type { Scene } from '../scene.ts'

/** A cave under a festive table: hanging cloth, loops of fairy lights, slippered feet on both sides. */
export const underTable: Scene = {
  words:
    'under_the_table:5 beneath_a:1.5 christmas_table:4 tablecloth:3 fringe:2 slippered:2 fairy_light:1.5 feet:1.2 beneath:1.5 crumb:2 den:1.5 cave:1.5',
  palettes: ['ember', 'gold', 'love'],
  flight: { speed: 1.5, eye: 0.36, room: [0.35, 0.2] },
  far: 17,
  fog: 9,
  isIndoors: true,
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
