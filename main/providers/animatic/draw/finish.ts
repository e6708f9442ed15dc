import { createCanvas } from '@napi-rs/canvas'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import { css, mix } from './colour.ts'
import { clamp, hash } from './numbers.ts'
import type { Palette } from './palettes.ts'
import { GLOW_STOPS } from './stage.ts'
import type { Flare } from './stage.ts'

/** What the light picture is smaller than the picture by. */
const SHRINK = 12
/** Pixels of the square of grain that is laid side by side: too faint to be seen to repeat. */
const GRAIN_SIZE = 256

/** The finish of a drawn frame: halation of bright parts and great lights, a vignette, a little grain. */
export class Finish {
  private readonly light: Canvas
  private readonly soft: Canvas
  private readonly vignette: Canvas
  private readonly width: number
  private readonly height: number
  private readonly seed: number

  constructor(width: number, height: number, palette: Palette, seed: number) {
    this.width = width
    this.height = height
    this.seed = seed
    this.light = createCanvas(Math.max(4, Math.ceil(width / SHRINK)), Math.max(4, Math.ceil(height / SHRINK)))
    this.soft = createCanvas(this.light.width, this.light.height)
    this.vignette = vignetteFor(width, height, palette)
    grain ??= makeGrain()
  }

  /** Lays light and vignette over the frame in `ctx`. */
  lay(canvas: Canvas, ctx: SKRSContext2D, flares: readonly Flare[]): void {
    const { light, soft } = this
    const { width, height } = light
    const small = light.getContext('2d')
    small.globalCompositeOperation = 'copy'
    small.drawImage(canvas, 0, 0, width, height)
    // Drawing is put off until pixels are read: read now, or the whole picture is kept and copied for this small one.
    small.getImageData(0, 0, 1, 1)
    small.globalCompositeOperation = 'multiply'
    small.drawImage(light, 0, 0)
    small.fillStyle = 'rgb(255,190,150)'
    small.fillRect(0, 0, width, height)
    const blur = soft.getContext('2d')
    blur.globalCompositeOperation = 'copy'
    blur.globalAlpha = 1
    blur.drawImage(light, 0, 0)
    blur.globalCompositeOperation = 'source-over'
    blur.globalAlpha = 0.45
    for (const [dx, dy] of BLUR) blur.drawImage(light, dx, dy)
    blur.globalAlpha = 1
    blur.globalCompositeOperation = 'lighter'
    const share = width / this.width
    for (const { x, y, radius, colour, strength } of flares) {
      const gradient = blur.createRadialGradient(x * share, y * share, 0, x * share, y * share, radius * share)
      for (const [at, alpha] of GLOW_STOPS) gradient.addColorStop(at, css(colour, clamp(alpha * strength * 1.5)))
      blur.fillStyle = gradient
      blur.fillRect((x - radius) * share, (y - radius) * share, radius * 2 * share, radius * 2 * share)
    }
    ctx.globalCompositeOperation = 'screen'
    ctx.globalAlpha = 0.44
    ctx.drawImage(soft, 0, 0, this.width, this.height)
    ctx.globalAlpha = 1
    ctx.globalCompositeOperation = 'multiply'
    ctx.drawImage(this.vignette, 0, 0)
    ctx.globalCompositeOperation = 'source-over'
  }

  /** Lays the grain of one frame over the picture. */
  addGrain(ctx: SKRSContext2D, frame: number, strength: number): void {
    if (strength <= 0) return
    ctx.globalAlpha = strength
    // Drawn square by square: a repeating pattern costs twenty times as much.
    const left = -Math.floor(hash(frame, this.seed, 5) * GRAIN_SIZE)
    const top = -Math.floor(hash(frame, this.seed, 6) * GRAIN_SIZE)
    for (let y = top; y < this.height; y += GRAIN_SIZE) {
      for (let x = left; x < this.width; x += GRAIN_SIZE) ctx.drawImage(grain!, x, y)
    }
    ctx.globalAlpha = 1
  }
}

const BLUR = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [2, 1],
  [-2, -1],
  [1, -2],
  [-1, 2],
] as const

function vignetteFor(width: number, height: number, palette: Palette): Canvas {
  const canvas = createCanvas(width, height)
  const ctx = canvas.getContext('2d', { alpha: false })
  const reach = Math.hypot(width, height) / 2
  const gradient = ctx.createRadialGradient(
    width / 2,
    height * 0.48,
    reach * 0.25,
    width / 2,
    height * 0.5,
    reach * 1.12,
  )
  gradient.addColorStop(0, 'rgb(255,252,247)')
  gradient.addColorStop(0.35, 'rgb(248,244,238)')
  gradient.addColorStop(0.65, 'rgb(226,218,211)')
  gradient.addColorStop(1, css(mix([112, 100, 102], palette.shade, 0.3)))
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, width, height)
  return canvas
}

let grain: Canvas | undefined

/** Faint soft noise, darker and lighter, the same for every clip: made once. */
function makeGrain(): Canvas {
  const canvas = createCanvas(GRAIN_SIZE, GRAIN_SIZE)
  const ctx = canvas.getContext('2d')
  const image = ctx.createImageData(GRAIN_SIZE, GRAIN_SIZE)
  const pixels = image.data
  let state = 0x1234567
  let before = 0
  for (let i = 0; i < pixels.length; i += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const value = ((state & 0xff) + ((state >>> 8) & 0xff) - 255) / 255
    const soft = value * 0.75 + before * 0.35
    before = value
    const tone = soft > 0 ? 255 : 0
    pixels[i] = tone
    pixels[i + 1] = tone
    pixels[i + 2] = tone
    pixels[i + 3] = Math.min(24, Math.abs(soft) * (soft > 0 ? 5 : 10))
  }
  ctx.putImageData(image, 0, 0)
  return canvas
}
