import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A steel bridge over wide water, girders flicking past. */
export const bridge: Scene = {
  words: 'bridge:4 steel_bridge:5 girder:3 viaduct:3.5 river:1.2 suspension:2',
  palettes: ['moon', 'dusk', 'dawn', 'storm'],
  flight: { speed: 9, eye: 2, room: [1, 1] },
  far: 86,
  fog: 34,
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0.05 : 0.2)
    const sky = makeSky(stage, {
      stars: p.isNight ? 120 : 0,
      streaks: 10,
      skyline: 0.34,
      sun: { x: 0.3 * (hash(seed, 1) < 0.5 ? -1 : 1), y: 0.1, radius: 0.03 },
    })
    const steel = mix(p.shade, p.ink, 0.35)
    const rim = mix(steel, p.key, 0.3)
    const top = 6.2
    const w = 3.4
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.35)
        stage.strip(-12, -400, 400, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.4))
        stage.adding(() => {
          for (let k = 0; k < 26; k++) {
            const z = stage.camera.z + 16 + ((k * 7.3 + 60 * hash(k, 2)) % 66)
            const x = (hash(k, 1, seed) - 0.5) * 90
            stage.level(-11.9, x, x + 3 + 3 * Math.sin(t * 2 + k), z, z + 0.7, p.key, 0.28, 0.4)
          }
        })
        stage.strip(0, -w, w, mix(p.shade, p.mid, 0.25), mix(p.ink, p.shade, 0.6))
        for (const x of [-1.5, -0.3, 0.3, 1.5])
          stage.strip(0.06, x - 0.05, x + 0.05, mix(p.haze, p.key, 0.2), mix(p.mid, p.haze, 0.4))
        stage.rows(0.9, z => stage.level(0.02, -1.8, 1.8, z, z + 0.34, mix(p.ink, p.accent, 0.2), 0.8), 1, 34)
        stage.rows(5, (z, i) => {
          const flip = i & 1
          for (const s of [-1, 1]) {
            const x = s * w
            stage.box(x - 0.16, x + 0.16, 0, top, z, z + 0.32, steel)
            stage.polygon(
              [
                x,
                flip ? 0 : top - 0.3,
                z,
                x,
                flip ? 0.4 : top,
                z,
                x,
                flip ? top : 0.4,
                z + 5,
                x,
                flip ? top - 0.3 : 0,
                z + 5,
              ],
              steel,
            )
            stage.side(x, top - 0.35, top, z, z + 5, rim)
            stage.side(x, 0.9, 1.02, z, z + 5, rim)
          }
          stage.front(z, -w, w, top - 0.4, top, rim)
          stage.polygon([-w, top, z, -w + 0.3, top, z, w, top, z + 5, w - 0.3, top, z + 5], steel)
          stage.polygon([w, top, z, w - 0.3, top, z, -w, top, z + 5, -w + 0.3, top, z + 5], steel)
          if (i % 2 === 0) for (const s of [-1, 1]) stage.glow(s * w * 0.9, 2.9, z, 0.8, p.key, 0.7)
        })
      },
    }
  },
}
