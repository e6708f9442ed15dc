import { createCanvas } from '@napi-rs/canvas'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import type { Camera } from './camera.ts'
import { css, mix } from './colour.ts'
import type { Rgb } from './colour.ts'
import { Lens, NEAR } from './lens.ts'
import type { Spot } from './lens.ts'
import { clamp, hash } from './numbers.ts'
import type { Palette } from './palettes.ts'

/** A light too large to be drawn sharp: the finish adds it softly over the finished picture. Pixels. */
export type Flare = { x: number; y: number; radius: number; colour: Rgb; strength: number }

/**
 * A world of flat shapes seen through a lens, drawn far to near on a 2-D canvas. Depth is told by fog: colours go over
 * into the fog's, and what comes out of the far distance fades in.
 */
export class Stage extends Lens {
  readonly canvas: Canvas
  readonly ctx: SKRSContext2D
  readonly palette: Palette
  /** Nothing is drawn beyond this many metres; things fade in over the last quarter of it. */
  far = 60
  /** Metres after which about two thirds of a colour is fog. */
  fogDepth = 22
  fogColour: Rgb
  flares: Flare[] = []
  private addedDepth = 0
  private readonly sprites = new Map<string, Canvas>()

  constructor(width: number, height: number, palette: Palette, seed: number) {
    super(width, height, seed)
    this.palette = palette
    this.fogColour = palette.haze
    this.canvas = createCanvas(width, height)
    this.ctx = this.canvas.getContext('2d', { alpha: false })
    this.ctx.lineCap = 'round'
    this.ctx.lineJoin = 'round'
  }

  /** Points the camera; everything drawn after is seen from there. */
  override look(camera: Camera): void {
    super.look(camera)
    this.flares = []
  }

  /** How much of a colour the fog takes at a depth, 0..1. */
  fog(depth: number): number {
    return 1 - Math.exp(-((Math.max(0, depth) / this.fogDepth) ** 1.35))
  }

  /** Opacity of things that come out of the far distance. */
  fadeIn(depth: number): number {
    return clamp((this.far - depth) / (this.far * 0.25))
  }

  /** Opacity of upright things the camera is about to pass through. */
  passing(depth: number): number {
    return clamp((depth - 0.5) / 1.1)
  }

  /** A colour seen through the fog; `lit` 0..1 keeps lamps and windows bright. */
  tint(colour: Rgb, depth: number, lit = 0): Rgb {
    return mix(colour, this.fogColour, this.fog(depth) * (1 - lit))
  }

  /** Adds a polygon (x, y, z, x, y, z ...) to the current path, cut at the eye. Its mean depth, or 0 when unseen. */
  add(points: readonly number[]): number {
    const count = this.project(points)
    if (count === 0) return 0
    const { ctx, outline } = this
    ctx.moveTo(outline[0]!, outline[1]!)
    for (let i = 3; i < count; i += 3) ctx.lineTo(outline[i]!, outline[i + 1]!)
    ctx.closePath()
    this.addedDepth = this.outlineDepth
    return this.outlineDepth
  }

  /** Adds a panel facing sideways, along the way. */
  addSide(x: number, y0: number, y1: number, z0: number, z1: number): void {
    this.add([x, y0, z0, x, y0, z1, x, y1, z1, x, y1, z0])
  }

  /** Begins a batch of polygons that share one colour: `begin`, `add` ..., `fillAdded`. */
  begin(): void {
    this.addedDepth = 0
    this.ctx.beginPath()
  }

  /** Fills the polygons added since `begin` as things at the depth of the last one seen. */
  fillAdded(colour: Rgb, alpha = 1, lit = 0): void {
    if (this.addedDepth) this.fill(colour, this.addedDepth, alpha, lit)
  }

  /** Fills the polygons added since `begin` as things at one depth. */
  fill(colour: Rgb, depth: number, alpha = 1, lit = 0): void {
    const opacity = alpha * this.fadeIn(depth)
    if (opacity < 0.006) return
    this.ctx.fillStyle = css(this.tint(colour, depth, lit), opacity)
    this.ctx.fill()
  }

  polygon(points: readonly number[], colour: Rgb, alpha = 1, lit = 0): number {
    this.ctx.beginPath()
    const depth = this.add(points)
    if (depth) this.fill(colour, depth, alpha, lit)
    return depth
  }

  /** A panel facing sideways, along the way. */
  side(x: number, y0: number, y1: number, z0: number, z1: number, colour: Rgb, alpha = 1, lit = 0): number {
    return this.polygon([x, y0, z0, x, y0, z1, x, y1, z1, x, y1, z0], colour, alpha, lit)
  }

  /** A level panel: on the floor, under the ceiling, a table top. */
  level(y: number, x0: number, x1: number, z0: number, z1: number, colour: Rgb, alpha = 1, lit = 0): number {
    return this.polygon([x0, y, z0, x1, y, z0, x1, y, z1, x0, y, z1], colour, alpha, lit)
  }

  /** An upright panel facing the camera; it melts away as the camera passes through it. */
  front(z: number, x0: number, x1: number, y0: number, y1: number, colour: Rgb, alpha = 1, lit = 0): number {
    const near = this.passing(z - this.camera.z)
    if (near <= 0) return 0
    return this.polygon([x0, y0, z, x1, y0, z, x1, y1, z, x0, y1, z], colour, alpha * near, lit)
  }

  /** A solid box: only the faces turned to the camera, shaded by direction, the far one lightest on top. Its sides come in any order. */
  box(
    xa: number,
    xb: number,
    y0: number,
    y1: number,
    z0: number,
    z1: number,
    colour: Rgb,
    top = mix(colour, this.palette.key, 0.24),
    front = mix(colour, this.palette.ink, 0.36),
  ): void {
    const { camera, palette } = this
    const x0 = Math.min(xa, xb)
    const x1 = Math.max(xa, xb)
    if (z1 < camera.z + NEAR || z0 > camera.z + this.far) return
    if (camera.y > y1) this.level(y1, x0, x1, z0, z1, top)
    else if (camera.y < y0) this.level(y0, x0, x1, z0, z1, mix(colour, palette.ink, 0.5))
    if (camera.x > x1) this.side(x1, y0, y1, z0, z1, mix(colour, palette.ink, 0.14))
    else if (camera.x < x0) this.side(x0, y0, y1, z0, z1, mix(colour, palette.ink, 0.14))
    if (camera.z < z0) this.front(z0, x0, x1, y0, y1, front)
  }

  /**
   * An endless level strip from x0 to x1 at height y, fading into the fog exactly as depth does; `nearColour` is what
   * it is at the camera's feet.
   */
  strip(y: number, x0: number, x1: number, colour: Rgb, nearColour: Rgb = colour, alpha = 1): void {
    const points: number[] = []
    const reach = Math.max(this.far * 1.3, Math.abs(y - this.camera.y) * 60)
    this.depthSteps(reach, z => points.push(x0, y, z))
    const back: number[] = []
    this.depthSteps(reach, z => back.unshift(x1, y, z))
    this.shadeByDepth(points.concat(back), 'down', Math.abs(y - this.camera.y), colour, nearColour, alpha)
  }

  /** An endless upright wall at x, from y0 to y1. */
  wall(x: number, y0: number, y1: number, colour: Rgb, nearColour: Rgb = colour, alpha = 1): void {
    const points: number[] = []
    this.depthSteps(this.far * 1.3, z => points.push(x, y0, z))
    const back: number[] = []
    this.depthSteps(this.far * 1.3, z => back.unshift(x, y1, z))
    this.shadeByDepth(points.concat(back), 'across', Math.abs(x - this.camera.x), colour, nearColour, alpha, x)
  }

  private depthSteps(reach: number, step: (z: number) => void): void {
    const { camera } = this
    if (this.way.sway === 0 && this.way.hills === 0) {
      step(camera.z - 1)
      step(camera.z + reach)
      return
    }
    for (let d = -1, size = 1.2; d < reach; d += size, size *= 1.28) step(camera.z + d)
  }

  private shadeByDepth(
    points: number[],
    axis: 'down' | 'across',
    distance: number,
    colour: Rgb,
    nearColour: Rgb,
    alpha: number,
    x = 0,
  ): void {
    const isDown = axis === 'down'
    const sign = isDown ? (points[1]! < this.camera.y ? 1 : -1) : this.mirror * (x < this.camera.x ? -1 : 1)
    const reach = isDown ? this.height : this.width
    const nearest = Math.max(NEAR, (distance * this.focal) / reach)
    const endX = isDown ? this.aimX - sign * reach * this.sinRoll : this.aimX + sign * reach * this.cosRoll
    const endY = isDown ? this.aimY + sign * reach * this.cosRoll : this.aimY + sign * reach * this.sinRoll
    const gradient = this.ctx.createLinearGradient(this.aimX, this.aimY, endX, endY)
    for (const share of [0, 0.02, 0.05, 0.1, 0.18, 0.32, 0.55, 1]) {
      const depth = share ? nearest / share : 1e6
      gradient.addColorStop(share, css(this.tint(mix(nearColour, colour, clamp(depth / 9)), depth), alpha))
    }
    this.ctx.beginPath()
    if (!this.add(points)) return
    this.ctx.fillStyle = gradient
    this.ctx.fill()
  }

  /**
   * Walks rows of the world from far to near; `random(k)` is the row's own number for each k. Rows of what goes by itself
   * have moved `shift` metres ahead by now, and are looked for where they have come to.
   */
  rows(
    step: number,
    paint: (z: number, index: number, random: (k: number) => number) => void,
    behind = 1,
    far = this.far,
    shift = 0,
  ): void {
    const here = this.camera.z - shift
    const nearest = Math.floor(here / step) - behind
    for (let i = Math.floor((here + far) / step); i >= nearest; i--) {
      paint(i * step + shift, i, k => hash(this.seed, i, k))
    }
  }

  /** A soft round sprite of one colour. */
  private sprite(colour: Rgb): Canvas {
    const name = css([colour[0] & 248, colour[1] & 248, colour[2] & 248])
    const known = this.sprites.get(name)
    if (known) return known
    const canvas = createCanvas(64, 64)
    const ctx = canvas.getContext('2d')
    const gradient = ctx.createRadialGradient(32, 32, 0, 32, 32, 32)
    for (const [at, alpha] of GLOW_STOPS) gradient.addColorStop(at, css(colour, alpha))
    ctx.fillStyle = gradient
    ctx.fillRect(0, 0, 64, 64)
    this.sprites.set(name, canvas)
    return canvas
  }

  /** Added light at a place on the picture. Large ones are left to the finish. Pixels. */
  glowAt(x: number, y: number, radius: number, colour: Rgb, strength = 1): void {
    if (radius < 0.6 || strength < 0.01) return
    if (x + radius < 0 || x - radius > this.width || y + radius < 0 || y - radius > this.height) return
    if (radius > this.unit * 0.07) {
      this.flares.push({ x, y, radius, colour, strength: strength * 0.8 })
      return
    }
    const { ctx } = this
    ctx.globalCompositeOperation = 'lighter'
    ctx.globalAlpha = clamp(strength)
    ctx.drawImage(this.sprite(colour), x - radius, y - radius, radius * 2, radius * 2)
    ctx.globalAlpha = 1
    ctx.globalCompositeOperation = 'source-over'
  }

  /** Added light at a place in the world; `radius` in metres. */
  glow(x: number, y: number, z: number, radius: number, colour: Rgb, strength = 1): void {
    const spot = this.spot(x, y, z)
    if (!spot) return
    this.glowAt(
      spot.x,
      spot.y,
      radius * spot.scale,
      colour,
      strength * this.fadeIn(spot.depth) * clamp((spot.depth - 0.3) / 1.5),
    )
  }

  /** A great soft light around the point the flight heads for; sizes and offsets in picture units. */
  flare(radius: number, strength: number, colour: Rgb = this.palette.key, right = 0, down = 0): void {
    this.flares.push({
      x: this.aimX + right * this.unit,
      y: this.aimY + down * this.unit,
      radius: radius * this.unit,
      colour,
      strength,
    })
  }

  /** Light lying on a level surface. */
  pool(x: number, y: number, z: number, radius: number, colour: Rgb, strength: number): void {
    const spot = this.spot(x, y, z)
    if (!spot || spot.depth < 1) return
    const rx = radius * spot.scale
    const ry = Math.max(1, rx * Math.min(0.8, Math.abs(this.camera.y - y) / spot.depth))
    if (spot.x + rx < 0 || spot.x - rx > this.width || rx < 1) return
    const { ctx } = this
    ctx.globalCompositeOperation = 'lighter'
    ctx.globalAlpha = clamp(
      strength * this.fadeIn(spot.depth) * (1 - 0.7 * this.fog(spot.depth)) * clamp((spot.depth - 1) / 2),
    )
    ctx.drawImage(this.sprite(colour), spot.x - rx, spot.y - ry, rx * 2, ry * 2)
    ctx.globalAlpha = 1
    ctx.globalCompositeOperation = 'source-over'
  }

  /** Paints with added light until `paint` returns. */
  adding(paint: () => void): void {
    this.ctx.globalCompositeOperation = 'lighter'
    paint()
    this.ctx.globalCompositeOperation = 'source-over'
  }

  /** A straight line between two points of the world; `width` in metres. */
  rod(
    x0: number,
    y0: number,
    z0: number,
    x1: number,
    y1: number,
    z1: number,
    width: number,
    colour: Rgb,
    alpha = 1,
  ): void {
    const from = this.spot(x0, y0, z0)
    const to = this.spot(x1, y1, z1)
    if (!from || !to) return
    const { ctx } = this
    ctx.beginPath()
    ctx.moveTo(from.x, from.y)
    ctx.lineTo(to.x, to.y)
    ctx.lineWidth = Math.max(0.5, width * Math.min(from.scale, to.scale))
    ctx.strokeStyle = css(this.tint(colour, from.depth), alpha * this.fadeIn(from.depth))
    ctx.stroke()
  }

  /** A filled circle facing the camera; `radius` in metres. */
  ball(x: number, y: number, z: number, radius: number, colour: Rgb, alpha = 1, lit = 0): Spot | undefined {
    const spot = this.spot(x, y, z)
    if (!spot) return undefined
    const opacity = alpha * this.fadeIn(spot.depth) * this.passing(spot.depth)
    const size = radius * spot.scale
    if (opacity < 0.01 || size < 0.3 || spot.x + size < 0 || spot.x - size > this.width) return undefined
    this.ctx.beginPath()
    this.ctx.ellipse(spot.x, spot.y, size, size, 0, 0, 6.2832)
    this.ctx.fillStyle = css(this.tint(colour, spot.depth, lit), opacity)
    this.ctx.fill()
    return spot
  }

  /** Fills the whole picture with one colour. */
  clear(colour: Rgb = this.fogColour): void {
    this.ctx.fillStyle = css(colour)
    this.ctx.fillRect(0, 0, this.width, this.height)
  }
}

/** How a glow falls off from its middle. */
export const GLOW_STOPS: readonly (readonly [number, number])[] = [
  [0, 1],
  [0.12, 0.66],
  [0.3, 0.29],
  [0.6, 0.08],
  [1, 0],
]
