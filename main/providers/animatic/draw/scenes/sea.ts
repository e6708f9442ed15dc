import { WHITE, css, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import { swell } from '../props/swell.ts'

/** Long rolling waves under a low sun, sometimes a lighthouse or a far sail. */
export const sea: Scene = {
  words:
    'sea:2.5 ocean:3 open_sea:4 wave:1 water:.8 sail:1.5 boat:1.2 ship:1.2 tide:.6 flood:1.5 swim:1 harbour:1.5 lighthouse:.5 surf:1',
  palettes: ['sea', 'dusk', 'dawn', 'night', 'storm'],
  flight: { speed: 5, eye: 1.6, room: [1.4, 2.2] },
  far: 110,
  fog: 38,
  cast: { pose: 'stand', ground: -0.5, distance: 7.5 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.2)
    const sunX = (hash(seed, 1) - 0.5) * 0.6
    const sunY = 0.06 + hash(seed, 2) * 0.1
    const beacon = hash(seed, 3) < 0.6 ? (sunX > 0 ? -1 : 1) * (0.3 + hash(seed, 4) * 0.3) : undefined
    const sky = makeSky(stage, {
      sun: { x: sunX, y: sunY, radius: p.isNight ? 0.045 : 0.08 + hash(seed, 5) * 0.05 },
      streaks: 14,
      stars: p.isNight ? 260 : 0,
      extra: ctx => {
        if (beacon === undefined) return
        const x = beacon * stage.unit
        ctx.fillStyle = css(mix(p.shade, p.ink, 0.4))
        ctx.beginPath()
        ctx.ellipse(x, 2, stage.unit * 0.09, stage.unit * 0.014, 0, Math.PI, 6.283)
        ctx.rect(x - stage.unit * 0.005, -stage.unit * 0.075, stage.unit * 0.01, stage.unit * 0.07)
        ctx.fill()
        ctx.fillStyle = css(mix(p.key, WHITE, 0.4))
        ctx.fillRect(x - stage.unit * 0.005, -stage.unit * 0.084, stage.unit * 0.01, stage.unit * 0.009)
      },
    })
    const tone = mix(p.shade, p.mid, 0.3)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.45, p.key, sunX, -sunY)
        stage.strip(0, -300, 300, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.4))
        swell(stage, t, 200, 7.6, 0.1, sunX, tone)
        if (beacon !== undefined)
          stage.glowAt(
            stage.aimX + beacon * stage.unit,
            stage.aimY - stage.unit * 0.08,
            stage.unit * 0.06,
            p.key,
            0.3 + 0.7 * Math.max(0, Math.sin(t * 2.2)),
          )
      },
      paintBefore: t => swell(stage, t, 7.6, 0, 0.1, sunX, tone),
    }
  },
}
