import { createCanvas } from '@napi-rs/canvas'
import type { Canvas, Image, SKRSContext2D } from '@napi-rs/canvas'
import { css } from './colour.ts'
import { clamp, ease } from './numbers.ts'

/** How long a flight out of the first picture, or into the last, takes. */
export const HAND_OVER_SECONDS = 0.7

/** The share of an entry after which the picture begins to fill the whole frame. */
const FILLING = 0.6

/**
 * Leaves a picture by flying through it, or enters one, so that shots chain into one flight. Share 0 of leaving and
 * share 1 of entering are exactly the picture, fitted to fill the frame.
 */
export class HandOver {
  private readonly picture: Canvas
  private readonly layer: Canvas

  constructor(image: Image, width: number, height: number) {
    this.picture = createCanvas(width, height)
    this.layer = createCanvas(width, height)
    const ctx = this.picture.getContext('2d')
    ctx.imageSmoothingQuality = 'high'
    const scale = Math.max(width / image.width, height / image.height)
    const wide = image.width * scale
    const high = image.height * scale
    ctx.drawImage(image, (width - wide) / 2, (height - high) / 2, wide, high)
  }

  /** Lays the picture over the scene, opening from (x, y) as `share` goes from 0 to 1. */
  leave(ctx: SKRSContext2D, share: number, x: number, y: number): void {
    if (share >= 1) return
    if (share <= 0) {
      ctx.drawImage(this.picture, 0, 0)
      return
    }
    const { width, height } = this.picture
    const scale = Math.exp(0.5 * share + 1.1 * share * share)
    const radius = Math.hypot(width, height) * 0.75 * ease(share * 1.05)
    this.zoom(scale, x, y)
    this.cutHole(x, y, radius, clamp(share * 3), clamp(share * 2.2) * 0.9)
    ctx.globalAlpha = 1 - ease((share - 0.35) / 0.65)
    ctx.drawImage(this.layer, 0, 0)
    ctx.globalAlpha = 1
  }

  /** Lets the picture grow out of (x, y) as `share` goes from 0 to 1, where it fills the frame. */
  enter(ctx: SKRSContext2D, share: number, x: number, y: number): void {
    if (share <= 0) return
    if (share >= 1) {
      ctx.drawImage(this.picture, 0, 0)
      return
    }
    // First a soft oval of the picture, too far away to fill the frame; then the frame around it fills as well.
    const scale =
      share < FILLING ? 0.3 + 0.6 * (share / FILLING) ** 1.4 : 0.9 + 0.1 * ease((share - FILLING) / (1 - FILLING))
    if (share > FILLING) {
      ctx.globalAlpha = ease((share - FILLING) / (1 - FILLING))
      ctx.drawImage(this.picture, 0, 0)
    }
    this.zoom(scale, x, y)
    this.keepOval(x, y, scale)
    ctx.globalAlpha = ease(share * 2.2)
    ctx.drawImage(this.layer, 0, 0)
    ctx.globalAlpha = 1
  }

  /** Fades the layer out towards the edges of a picture at this scale around (x, y). */
  private keepOval(x: number, y: number, scale: number): void {
    const { width, height } = this.layer
    const reach = scale * Math.min(y, height - y)
    const aspect = Math.min(x, width - x) / Math.min(y, height - y)
    const layer = this.layer.getContext('2d')
    const gradient = layer.createRadialGradient(0, 0, reach * 0.45, 0, 0, reach)
    gradient.addColorStop(0, css([0, 0, 0], 1))
    gradient.addColorStop(1, css([0, 0, 0], 0))
    layer.save()
    layer.globalCompositeOperation = 'destination-in'
    layer.translate(x, y)
    layer.scale(aspect, 1)
    layer.fillStyle = gradient
    layer.fillRect(-width * 2, -height * 2, width * 4, height * 4)
    layer.restore()
  }

  private zoom(scale: number, x: number, y: number): void {
    const { width, height } = this.picture
    const layer = this.layer.getContext('2d')
    layer.globalCompositeOperation = 'copy'
    layer.drawImage(this.picture, x - x * scale, y - y * scale, width * scale, height * scale)
    layer.globalCompositeOperation = 'source-over'
  }

  private cutHole(x: number, y: number, radius: number, middle: number, rim: number): void {
    const { width, height } = this.layer
    const layer = this.layer.getContext('2d')
    const gradient = layer.createRadialGradient(x, y, 0, x, y, Math.max(1, radius))
    gradient.addColorStop(0, css([0, 0, 0], middle))
    gradient.addColorStop(0.5, css([0, 0, 0], rim))
    gradient.addColorStop(1, css([0, 0, 0], 0))
    layer.globalCompositeOperation = 'destination-out'
    layer.fillStyle = gradient
    layer.fillRect(0, 0, width, height)
    layer.globalCompositeOperation = 'source-over'
  }
}
