import { mix } from '../colour.ts'
import { clamp, cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight } from '../shells.ts'

/** Arches inside arches over a still floor, each of another tone. */
export const portals: Scene = {
  words:
    'portal:4 gate:1.2 arch:3 archway:3 mirror:1 void:2.5 time:.6 infinity:3 kaleidoscope:3 abstract:3 geometry:3 labyrinth:3 temple:2.5 palace:2.5 door:.5 gateway:3',
  palettes: ['dream', 'gold', 'candy', 'dusk', 'love', 'sea', 'acid'],
  flight: { speed: 4.4, eye: 1.8, room: [0.9, 0.7] },
  far: 58,
  fog: 25,
  cast: { distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.5)
    const w = 1.7 + hash(seed, 1) * 0.5
    const foot = 1.5 + hash(seed, 2) * 0.8
    const kind = Math.floor(hash(seed, 3) * 3)
    const tones = [p.mid, mix(p.accent, p.mid, 0.35), p.shade, mix(p.haze, p.accent, 0.3), mix(p.mid, p.haze, 0.5)]
    const outline = (grow: number, z: number): number[] => {
      const points: number[] = []
      for (let k = 0; k <= 12; k++) {
        const u = (k / 12) * Math.PI
        const wide = w + grow
        if (kind === 1)
          points.push(-Math.cos(u) * wide, foot + Math.sin(u) ** 0.7 * wide * (1 + 0.5 * Math.sin(u) ** 6), z)
        else if (kind === 2)
          points.push(
            -Math.sign(Math.cos(u)) * Math.min(1, Math.abs(Math.cos(u)) * 1.6) * wide,
            foot + Math.min(1, Math.sin(u) * 1.5) * wide * 0.7,
            z,
          )
        else points.push(-Math.cos(u) * wide, foot + Math.sin(u) * wide, z)
      }
      return points
    }
    const reversed = (points: readonly number[]): number[] => {
      const out: number[] = []
      for (let k = points.length - 3; k >= 0; k -= 3) out.push(points[k]!, points[k + 1]!, points[k + 2]!)
      return out
    }
    return {
      paint: t => {
        stage.clear()
        stage.flare(0.6, 0.6)
        stage.strip(0, -40, 40, mix(p.mid, p.haze, 0.3), mix(p.shade, p.mid, 0.4))
        stage.rows(4, (z, i, random) => {
          const depth = z - stage.camera.z
          if (depth < 0.4) return
          const tone = cycle(tones, i)
          const alpha = clamp((depth - 0.4) / 1.6)
          const inner = outline(0, z)
          const back = outline(0, z + 0.55)
          stage.polygon(
            [-9, 0, z, -9, 9, z, 9, 9, z, 9, 0, z, w, 0, z, ...reversed(inner), -w, 0, z],
            mix(tone, p.ink, 0.12),
            alpha,
          )
          for (let k = 0; k < 12; k++)
            stage.polygon(
              [
                inner[k * 3]!,
                inner[k * 3 + 1]!,
                z,
                inner[k * 3 + 3]!,
                inner[k * 3 + 4]!,
                z,
                back[k * 3 + 3]!,
                back[k * 3 + 4]!,
                z + 0.55,
                back[k * 3]!,
                back[k * 3 + 1]!,
                z + 0.55,
              ],
              mix(tone, p.key, 0.25 + 0.03 * k),
              alpha,
            )
          for (const s of [-1, 1]) stage.side(s * w, 0, foot, z, z + 0.55, mix(tone, p.key, s < 0 ? 0.22 : 0.6), alpha)
          stage.polygon(
            [...outline(0.12, z - 0.01), w, 0, z, ...reversed(inner), -w, 0, z],
            mix(tone, p.key, 0.55),
            alpha * 0.9,
          )
          stage.adding(() =>
            stage.polygon(
              [-w, 0.01, z, w, 0.01, z, w * 0.8, 0.01, z - 2.2, -w * 0.8, 0.01, z - 2.2],
              p.key,
              0.13 * alpha,
              0.3,
            ),
          )
          const y = 2.3 + random(2) * 0.9 + Math.sin(t + i) * 0.15
          stage.ball((random(1) - 0.5) * 2.2, y, z + 2, 0.1 + random(3) * 0.18, mix(p.accent, p.key, 0.3))
        })
      },
    }
  },
}
