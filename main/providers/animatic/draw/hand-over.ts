import { createCanvas } from '@napi-rs/canvas'
import type { Canvas, Image, SKRSContext2D } from '@napi-rs/canvas'
import { css, type Rgb } from './colour.ts'
import { clamp, ease } from './numbers.ts'

/** How long a flight out of the first picture, or into the last, takes. */
export const HAND_OVER_SECONDS = 1.25

/** Where a flight goes, in pixels. */
export type Aim = { readonly x: number; readonly y: number }

/**
 * Leaves a picture by flying on through it, or enters one that was seen far ahead, so that shots chain into one flight. Share 0 of leaving and
 * share 1 of entering are exactly the picture, fitted to fill the frame.
 */
export class HandOver {
  /** The picture's mean colour. */
  readonly colour: Rgb
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
    this.colour = meanColour(this.picture)
  }

  /** Lays the picture over the scene, grown about `aim`, what is ahead opening there as `share` goes from 0 to 1. */
  leave(ctx: SKRSContext2D, share: number, growth: number, aim: Aim): void {
    if (share >= 1) return
    if (share <= 0) {
      ctx.drawImage(this.picture, 0, 0)
      return
    }
    const { width, height } = this.picture
    const layer = this.layer.getContext('2d')
    layer.globalCompositeOperation = 'copy'
    layer.drawImage(this.picture, aim.x - aim.x * growth, aim.y - aim.y * growth, width * growth, height * growth)
    layer.globalCompositeOperation = 'source-over'
    this.cutHole(aim, reachOf(this.picture, aim) * 1.3 * share ** 1.8, ease(share * 2.2))
    ctx.globalAlpha = 1 - ease((share - 0.45) / 0.55)
    ctx.drawImage(this.layer, 0, 0)
    ctx.globalAlpha = 1
  }

  /** Lets the picture come nearer about `aim`, at `size`, through an opening that fills the frame as `share` goes from 0 to 1. */
  enter(ctx: SKRSContext2D, share: number, size: number, aim: Aim): void {
    if (share <= 0) return
    if (share >= 1) {
      ctx.drawImage(this.picture, 0, 0)
      return
    }
    const layer = this.layer.getContext('2d')
    this.fill(layer, size, aim)
    this.keepOpening(aim, reachOf(this.picture, aim) * 1.7 * share ** 1.5)
    ctx.globalAlpha = ease(share * 2.5)
    ctx.drawImage(this.layer, 0, 0)
    ctx.globalAlpha = 1
  }

  /** Fills the frame with the picture at a size below 1: what it does not reach is its mirrored own. */
  fill(ctx: SKRSContext2D, size: number, { x, y }: Aim): void {
    const { width, height } = this.picture
    const [left, top] = [x - x * size, y - y * size]
    const [wide, high] = [width * size, height * size]
    for (let row = -Math.ceil(top / high); top + row * high < height; row += 1) {
      for (let column = -Math.ceil(left / wide); left + column * wide < width; column += 1) {
        const [flipX, flipY] = [column % 2 !== 0, row % 2 !== 0]
        ctx.save()
        ctx.translate(left + (column + (flipX ? 1 : 0)) * wide, top + (row + (flipY ? 1 : 0)) * high)
        ctx.scale(flipX ? -1 : 1, flipY ? -1 : 1)
        ctx.drawImage(this.picture, 0, 0, wide, high)
        ctx.restore()
      }
    }
  }

  private keepOpening(aim: Aim, radius: number): void {
    this.lay('destination-in', aim, radius, [
      [0, 1],
      [0.5, 1],
      [1, 0],
    ])
  }

  private cutHole(aim: Aim, radius: number, depth: number): void {
    this.lay('destination-out', aim, radius, [
      [0, depth],
      [0.3, depth * 0.85],
      [1, 0],
    ])
  }

  private lay(
    how: 'destination-in' | 'destination-out',
    { x, y }: Aim,
    radius: number,
    stops: [number, number][],
  ): void {
    const { width, height } = this.layer
    const layer = this.layer.getContext('2d')
    const gradient = layer.createRadialGradient(x, y, 0, x, y, Math.max(1, radius))
    for (const [at, alpha] of stops) gradient.addColorStop(at, css([0, 0, 0], alpha))
    layer.globalCompositeOperation = how
    layer.fillStyle = gradient
    layer.fillRect(0, 0, width, height)
    layer.globalCompositeOperation = 'source-over'
  }
}

/** From the aim to the farthest corner. */
function reachOf({ width, height }: Canvas, { x, y }: Aim): number {
  return Math.hypot(Math.max(x, width - x), Math.max(y, height - y))
}

function meanColour(picture: Canvas): Rgb {
  const small = createCanvas(8, 8)
  const ctx = small.getContext('2d')
  ctx.imageSmoothingQuality = 'high'
  ctx.drawImage(picture, 0, 0, 8, 8)
  const { data } = ctx.getImageData(0, 0, 8, 8)
  const sum = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4) for (const part of [0, 1, 2]) sum[part]! += data[at + part]!
  return sum.map(part => clamp(part / 64, 0, 255)) as unknown as Rgb
}
