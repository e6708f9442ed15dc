import type { Camera } from './camera.ts'
import { hash } from './numbers.ts'

/** A point of the world on the picture: pixels, pixels per metre there, and metres from the eye. */
export type Spot = { readonly x: number; readonly y: number; readonly scale: number; readonly depth: number }

/** The bends of the way ahead: metres and metres per wave, sideways and up. */
export type Way = {
  readonly sway: number
  readonly swayLength: number
  readonly hills: number
  readonly hillLength: number
}

/** Metres from the eye at which things are cut off. */
export const NEAR = 0.22
const STRAIGHT: Way = { sway: 0, swayLength: 60, hills: 0, hillLength: 80 }

/**
 * How a point of the world comes to stand on the picture. World units are metres: x right, y up, z ahead. The way itself
 * may bend and roll: the camera follows it, and everything placed in the world bends with it.
 */
export class Lens {
  readonly width: number
  readonly height: number
  /** The length pictures are measured by: the height of a wide picture, less for a tall one. */
  readonly unit: number
  readonly seed: number
  /** Where the horizon stands when the camera looks straight ahead, as a share of the height from the top. */
  horizon = 0.5
  way: Way = STRAIGHT
  camera: Camera = { x: 0, y: 1.6, z: 0, yaw: 0, pitch: 0, roll: 0, zoom: 0.86 }
  /** The point the flight heads for, in pixels. */
  aimX = 0
  aimY = 0
  protected focal = 1
  protected sinRoll = 0
  protected cosRoll = 1
  /** Half of all shots are flown in their scene's mirror image. */
  protected readonly mirror: 1 | -1
  /** The last projected polygon: x and y in pixels, depth in metres. */
  protected readonly outline = new Float64Array(3 * 160)
  protected outlineDepth = 0
  private sinYaw = 0
  private cosYaw = 1
  private sinPitch = 0
  private cosPitch = 1
  private swayHere = 0
  private swaySlope = 0
  private hillHere = 0
  private hillSlope = 0
  private eyeX = 0
  private eyeY = 0
  private eyeZ = 0

  constructor(width: number, height: number, seed: number) {
    this.width = width
    this.height = height
    this.unit = Math.min(height, width * 1.15)
    this.seed = seed
    this.mirror = hash(seed, 400) < 0.5 ? -1 : 1
  }

  /** Points the camera; everything drawn after is seen from there. */
  look(camera: Camera): void {
    this.camera = camera
    this.sinYaw = Math.sin(camera.yaw)
    this.cosYaw = Math.cos(camera.yaw)
    this.sinPitch = Math.sin(camera.pitch)
    this.cosPitch = Math.cos(camera.pitch)
    this.sinRoll = Math.sin(camera.roll)
    this.cosRoll = Math.cos(camera.roll)
    this.focal = camera.zoom * this.unit
    const { way } = this
    this.swayHere = this.swayAt(camera.z)
    this.swaySlope = (Math.cos((camera.z / way.swayLength) * 6.283 + this.seed) * way.sway * 6.283) / way.swayLength
    this.hillHere = this.hillAt(camera.z)
    this.hillSlope =
      (Math.cos((camera.z / way.hillLength) * 6.283 + this.seed * 3) * way.hills * 6.283) / way.hillLength
    const aim = this.screen(-this.focal * Math.tan(camera.yaw), this.focal * Math.tan(camera.pitch))
    this.aimX = aim[0]
    this.aimY = aim[1]
  }

  private swayAt(z: number): number {
    return Math.sin((z / this.way.swayLength) * 6.283 + this.seed) * this.way.sway
  }

  private hillAt(z: number): number {
    return Math.sin((z / this.way.hillLength) * 6.283 + this.seed * 3) * this.way.hills
  }

  protected screen(u: number, v: number): [number, number] {
    return [
      this.width * 0.5 + u * this.cosRoll - v * this.sinRoll,
      this.height * this.horizon + u * this.sinRoll + v * this.cosRoll,
    ]
  }

  private toEye(x: number, y: number, z: number): void {
    const { camera } = this
    const dz = z - camera.z
    const dx = this.mirror * (x - camera.x) + this.swayAt(z) - this.swayHere - this.swaySlope * dz * 0.9
    const dy = y - camera.y + this.hillAt(z) - this.hillHere - this.hillSlope * dz * 0.8
    const ahead = dx * this.sinYaw + dz * this.cosYaw
    this.eyeX = dx * this.cosYaw - dz * this.sinYaw
    this.eyeY = dy * this.cosPitch - ahead * this.sinPitch
    this.eyeZ = dy * this.sinPitch + ahead * this.cosPitch
  }

  /** Where a point of the world stands on the picture; undefined behind the eye. */
  spot(x: number, y: number, z: number): Spot | undefined {
    this.toEye(x, y, z)
    if (this.eyeZ < NEAR) return undefined
    const scale = this.focal / this.eyeZ
    const [sx, sy] = this.screen(this.eyeX * scale, -this.eyeY * scale)
    return { x: sx, y: sy, scale, depth: this.eyeZ }
  }

  /**
   * Projects a polygon (x, y, z, x, y, z ...), cut at the eye, into `outline`. Gives back how many numbers of it count,
   * 0 when nothing of it is in the picture; `outlineDepth` is its mean depth.
   */
  protected project(points: readonly number[]): number {
    const { outline: clip } = this
    const last = points.length - 3
    this.toEye(points[last]!, points[last + 1]!, points[last + 2]!)
    let [fromX, fromY, fromZ] = [this.eyeX, this.eyeY, this.eyeZ]
    let count = 0
    let depths = 0
    for (let i = 0; i < points.length; i += 3) {
      this.toEye(points[i]!, points[i + 1]!, points[i + 2]!)
      const { eyeX: x, eyeY: y, eyeZ: z } = this
      if (fromZ < NEAR !== z < NEAR) {
        const share = (NEAR - fromZ) / (z - fromZ)
        clip[count++] = fromX + (x - fromX) * share
        clip[count++] = fromY + (y - fromY) * share
        clip[count++] = NEAR
      }
      if (z >= NEAR) {
        clip[count++] = x
        clip[count++] = y
        clip[count++] = z
      }
      depths += Math.max(NEAR, z)
      fromX = x
      fromY = y
      fromZ = z
    }
    if (count < 9) return 0
    let left = 1e9
    let right = -1e9
    let top = 1e9
    let bottom = -1e9
    const { focal, cosRoll, sinRoll } = this
    const centreX = this.width * 0.5
    const centreY = this.height * this.horizon
    for (let i = 0; i < count; i += 3) {
      const scale = focal / clip[i + 2]!
      const u = clip[i]! * scale
      const v = -clip[i + 1]! * scale
      const x = centreX + u * cosRoll - v * sinRoll
      const y = centreY + u * sinRoll + v * cosRoll
      clip[i] = x
      clip[i + 1] = y
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
    if (right < 0 || left > this.width || bottom < 0 || top > this.height) return 0
    if (right - left < 0.25 && bottom - top < 0.25) return 0
    this.outlineDepth = (depths * 3) / points.length
    return count
  }
}
