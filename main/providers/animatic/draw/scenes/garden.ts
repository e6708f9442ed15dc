import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import { flower, tuft } from '../props/plants.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A garden from the grass: tall daisies and leaves parting, drops of a sprinkler in the sun. */
export const garden: Scene = {
  words:
    'garden:4 park:2.5 daisy:2.5 flower:1.2 tomato:2 sprinkler:2.5 lawn:.8 petal:1 rose:1 orchard:2.5 blossom:1.5 tulip:2.5 seen_from_the_grass:2 bee:2',
  palettes: ['summer', 'spring', 'candy', 'noon'],
  flight: { speed: 2, eye: 0.75, room: [0.7, 0.5] },
  far: 34,
  fog: 15,
  horizon: 0.52,
  cast: { distance: 6.5 },
  air: 'seeds',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.4)
    const sky = makeSky(stage, {
      sun: { x: (hash(seed, 1) - 0.5) * 0.6, y: 0.32, radius: 0.06 },
      heaps: 4,
      ridges: { count: 2, height: 0.1, from: mix(p.haze, p.mid, 0.6), to: mix(p.shade, p.mid, 0.4) },
    })
    const grass = mix([96, 150, 70], p.mid, 0.45)
    const tones: readonly Rgb[] = [
      WHITE,
      mix(p.accent, WHITE, 0.25),
      mix([255, 160, 190], p.key, 0.3),
      mix([250, 206, 70], p.key, 0.3),
    ]
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.35, p.key, 0, -0.25)
        stage.strip(0, -60, 60, mix(grass, p.key, 0.15), mix(grass, p.shade, 0.5))
        stage.rows(1.1, (z, i) => {
          const depth = z - stage.camera.z
          const count = depth > 14 ? 5 : 10
          for (let n = 0; n < count; n++) {
            const s = n & 1 ? 1 : -1
            const x = s * (0.45 + hash(seed, i, n, 1) ** 1.3 * (depth > 14 ? 8 : 4.5))
            const zz = z + hash(i, n, 2)
            const roll = hash(seed, i, n, 3)
            if (roll < 0.42)
              flower(
                stage,
                x,
                zz,
                0.7 + hash(i, n, 4) * 0.85,
                tones[Math.floor(hash(i, n, 5) * 4)]!,
                [246, 190, 50],
                t,
                i * 7 + n,
              )
            else if (roll < 0.52 && Math.abs(x) > 1.4) {
              stage.rod(x, 0, zz, x, 1.5, zz, 0.03, mix(p.accent, p.ink, 0.4))
              for (let k = 0; k < 4; k++)
                stage.ball(x + (hash(i, n, k, 9) - 0.5) * 0.5, 0.6 + k * 0.24, zz, 0.2, mix(grass, p.ink, 0.25))
              for (let k = 0; k < 3; k++)
                stage.ball(x + (hash(i, n, k, 8) - 0.5) * 0.5, 0.5 + k * 0.32, zz - 0.02, 0.075, [220, 60, 44])
            } else
              tuft(
                stage,
                x,
                zz,
                0.4 + hash(i, n, 6) * 0.5,
                mix(grass, hash(i, n, 7) < 0.5 ? p.key : p.shade, 0.25),
                t,
                i + n,
                6,
                0.6,
              )
          }
        })
        const source = stage.spot(1.6, 0.1, stage.camera.z + 7)
        if (!source) return
        const { ctx } = stage
        const s = source.scale
        const hues: readonly Rgb[] = [
          [255, 110, 110],
          [255, 200, 90],
          [150, 240, 140],
          [110, 190, 255],
          [190, 140, 255],
        ]
        ctx.globalCompositeOperation = 'lighter'
        hues.forEach((hue, k) => {
          ctx.strokeStyle = css(hue, 0.2)
          ctx.lineWidth = s * 0.07
          ctx.beginPath()
          ctx.arc(source.x - s * 0.4, source.y + s * 0.3, s * (1.7 - k * 0.075), Math.PI * 1.05, Math.PI * 1.95)
          ctx.stroke()
        })
        ctx.fillStyle = css(WHITE, 0.7)
        ctx.beginPath()
        for (let k = 0; k < 70; k++) {
          const u = (hash(k, 3) + t * 0.9) % 1
          const angle = (hash(k, 1) - 0.5) * 1.9 + Math.sin(t * 1.5) * 0.4
          const x = source.x + Math.sin(angle) * u * s * 2.2
          const y = source.y - (Math.cos(angle) * 2.3 * u - 2.1 * u * u) * s
          const r = Math.max(0.7, s * 0.012)
          ctx.rect(x, y, r, r * 2)
        }
        ctx.fill()
        ctx.globalCompositeOperation = 'source-over'
      },
    }
  },
}
