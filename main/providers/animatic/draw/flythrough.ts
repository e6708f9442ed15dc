import type { Canvas, Image } from '@napi-rs/canvas'
import {
  growthAfter,
  growthOverBridge,
  growthTowardsEnd,
  PLAIN_APPROACH,
  sizeBefore,
  type Approach,
} from './approach.ts'
import { cameraAt } from './camera.ts'
import type { Flight } from './camera.ts'
import { css } from './colour.ts'
import { drawCast } from './figures.ts'
import { Finish } from './finish.ts'
import { HandOver, HAND_OVER_SECONDS, type Aim } from './hand-over.ts'
import { clamp, ease, hash, lerp } from './numbers.ts'
import { paletteNamed } from './palettes.ts'
import { drawParticles } from './particles.ts'
import { readPrompt } from './read-prompt.ts'
import type { Reading } from './read-prompt.ts'
import type { Scene, ScenePainter } from './scene.ts'
import { SCENES } from './scenes.ts'
import { Stage } from './stage.ts'
import { phrasesFrom, scoreOf, wordsOf } from './word-score.ts'

/** What a flight is drawn from: the same plan draws the same frames. */
export type FlythroughPlan = {
  readonly prompt: string
  /** A line of camera direction; the prompt is searched for one where it is empty. */
  readonly cameraMove: string
  /** The treatment's look words. */
  readonly style: string
  readonly seed: number
  /** Pixels of the drawn picture. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly frameCount: number
  /** The flight begins on exactly this picture. */
  readonly firstFrame?: Image
  /** The flight ends on exactly this picture. */
  readonly lastFrame?: Image
  /** How the camera comes to the first picture, which it goes on doing. */
  readonly approach?: Approach
  /** How the camera goes on from the last picture. */
  readonly departure?: Approach
}

/** A clip this short flies from its first picture straight to its last. */
const DIRECT_SECONDS = 1.6
/** How much of a handed-on picture's colour a scene takes at first, and keeps; and how long it takes from the one to the other. */
const TINT_AT_FIRST = 0.6
const TINT_FOR_GOOD = 0.3
const TINT_SECONDS = 2.5

/** One drawn shot: a flight through the scene its prompt asks for. */
export class Flythrough {
  readonly reading: Reading
  private readonly plan: FlythroughPlan
  private readonly scene: Scene
  private readonly flight: Flight
  private readonly stage: Stage
  private readonly finish: Finish
  private readonly painter: ScenePainter
  private readonly first: HandOver | undefined
  private readonly last: HandOver | undefined
  private readonly approach: Approach

  constructor(plan: FlythroughPlan) {
    this.plan = plan
    const reading = readPrompt(plan.prompt, plan.cameraMove, plan.style, plan.seed)
    const { seed } = reading
    this.reading = reading
    this.scene = SCENES[reading.scene]
    const { scene } = this
    const palette = paletteNamed(reading.palette, hash(seed, 20))
    const [roomX, roomY] = scene.flight.room
    this.flight = {
      speed: scene.flight.speed * (0.85 + 0.3 * hash(seed, 21)),
      eye: scene.flight.eye + (hash(seed, 22) - 0.4) * roomY * 0.25,
      room: [roomX, roomY],
    }
    const stage = new Stage(plan.width, plan.height, palette, seed)
    this.stage = stage
    stage.far = scene.far
    stage.fogDepth = scene.fog * (0.85 + 0.35 * hash(seed, 23))
    stage.horizon = (scene.horizon ?? 0.5) + (hash(seed, 24) - 0.5) * 0.04
    stage.way = {
      sway: (scene.way?.sway ?? 0) * (hash(seed, 25) - 0.5) * 2,
      swayLength: (scene.way?.swayLength ?? 60) * (0.8 + 0.5 * hash(seed, 26)),
      hills: (scene.way?.hills ?? 0) * (hash(seed, 27) - 0.5) * 2,
      hillLength: (scene.way?.hillLength ?? 80) * (0.8 + 0.5 * hash(seed, 28)),
    }
    const words = wordsOf(plan.prompt)
    this.painter = scene.build(stage, {
      people: reading.people,
      hasScarf: reading.hasScarf,
      says: phrases => scoreOf(words, phrasesFrom(phrases)) > 0,
    })
    this.finish = new Finish(plan.width, plan.height, palette, seed)
    this.first = plan.firstFrame && new HandOver(plan.firstFrame, plan.width, plan.height)
    this.approach = plan.approach ?? PLAIN_APPROACH
    this.last = plan.lastFrame && new HandOver(plan.lastFrame, plan.width, plan.height)
  }

  /** Draws a frame, 0 <= frame < frameCount, on the canvas it gives back; the next frame is drawn on the same one. */
  draw(frame: number): Canvas {
    const { plan, stage, scene, reading, painter } = this
    const seconds = frame / plan.framesPerSecond
    const length = plan.frameCount / plan.framesPerSecond
    const camera = cameraAt(seconds, length, this.flight, reading.move, reading.pace, reading.seed)
    camera.pitch += scene.pitch ?? 0
    stage.look(camera)
    painter.paint(seconds)
    if (scene.cast !== 'none' && reading.people.length > 0) {
      drawCast(stage, reading.people, reading.hasScarf, seconds, scene.cast)
    }
    painter.paintBefore?.(seconds)
    if (reading.air) drawParticles(stage, reading.air, seconds)
    if (reading.move === 'whip') this.smear(seconds / length)
    this.finish.lay(stage.canvas, stage.ctx, stage.flares)
    if (this.first ?? this.last) {
      this.drawNearer(frame)
      this.tint(frame)
    }
    this.finish.addGrain(stage.ctx, frame, this.handOver(frame))
    return stage.canvas
  }

  /** A fast turn blurs sideways. */
  private smear(share: number): void {
    const { stage } = this
    const shift = Math.sin(Math.PI * clamp((share - 0.36) / 0.22)) * stage.width * 0.09
    if (shift < 3) return
    stage.ctx.globalAlpha = 0.34
    for (const k of [0.33, -0.33, 0.66, -0.66]) stage.ctx.drawImage(stage.canvas, shift * k, 0)
    stage.ctx.globalAlpha = 1
  }

  /** The place on the picture that is flown to, kept well inside it; from where the camera came on to where the scene leads. */
  private aim(share: number): Aim {
    const { stage, approach } = this
    const { width, height } = stage
    const inside = (at: number, length: number): number => clamp(at, length * 0.25, length * 0.75)
    const eased = ease(share)
    return {
      x: lerp(inside(approach.x * width, width), inside(stage.aimX, width), eased),
      y: lerp(inside(approach.y * height, height), inside(stage.aimY, height), eased),
    }
  }

  /** How far the flight out of the first picture, and the one into the last, have come: 0..1. */
  private shares(frame: number): { readonly left: number; readonly entered: number } {
    const { plan, first, last } = this
    const both = first && last ? plan.frameCount / 2 : plan.frameCount
    const frames = Math.max(1, Math.min(both, HAND_OVER_SECONDS * plan.framesPerSecond))
    return {
      left: first ? Math.min(1, frame / frames) : 1,
      entered: last ? clamp(1 - (plan.frameCount - 1 - frame) / frames) : 0,
    }
  }

  /** What is far away hardly grows in a flight: towards its end a bound one draws all of it nearer, so that no seam stands still. */
  private drawNearer(frame: number): void {
    const { stage, plan } = this
    const { width, height } = stage
    const secondsLeft = (plan.frameCount - frame) / plan.framesPerSecond
    const growth = growthTowardsEnd(secondsLeft, plan.frameCount / plan.framesPerSecond)
    if (growth <= 1) return
    const { x, y } = this.aim(1)
    stage.ctx.drawImage(stage.canvas, x - x * growth, y - y * growth, width * growth, height * growth)
  }

  /** Lays the first and the last picture over the frame; gives back how much grain is left, 0..1. */
  private handOver(frame: number): number {
    const { plan, stage, first, last, approach } = this
    if (!first && !last) return 1
    if (plan.frameCount === 1) {
      ;(first ?? last)?.leave(stage.ctx, 0, 1, this.aim(0))
      return 0
    }
    const { left, entered } = this.shares(frame)
    const seconds = frame / plan.framesPerSecond
    const secondsLeft = (plan.frameCount - 1 - frame) / plan.framesPerSecond
    const isDirect = first && last && plan.frameCount < DIRECT_SECONDS * plan.framesPerSecond
    const whole = (plan.frameCount - 1) / plan.framesPerSecond
    const aim = this.aim(isDirect ? 0 : left * (1 - entered))
    const { departure } = plan
    if (last) {
      const size =
        isDirect && departure
          ? 1 / growthOverBridge(approach, departure, seconds, whole, whole)
          : sizeBefore(approach, secondsLeft)
      if (isDirect) last.fill(stage.ctx, size, aim)
      else last.enter(stage.ctx, entered, size, aim)
    }
    if (first) {
      const length = isDirect ? whole : HAND_OVER_SECONDS
      const growth =
        isDirect && departure
          ? growthOverBridge(approach, departure, 0, seconds, whole)
          : growthAfter(approach, seconds, length)
      first.leave(stage.ctx, isDirect ? seconds / whole : left, growth, aim)
    }
    return Math.min(ease(left), ease(1 - entered))
  }

  /** Brings the light of a scene nearer to the picture it is flown into from, at first most, and somewhat for good. */
  private tint(frame: number): void {
    const { plan, stage, first, last } = this
    const near = (share: number): number => lerp(TINT_FOR_GOOD, TINT_AT_FIRST, 1 - ease(share))
    const seconds = frame / plan.framesPerSecond
    const secondsLeft = (plan.frameCount - 1 - frame) / plan.framesPerSecond
    const tints = [
      first && ([first.colour, near(seconds / TINT_SECONDS)] as const),
      last && ([last.colour, near(secondsLeft / TINT_SECONDS) - (first ? TINT_FOR_GOOD : 0)] as const),
    ]
    stage.ctx.globalCompositeOperation = 'color'
    for (const tint of tints) {
      if (!tint) continue
      stage.ctx.fillStyle = css(tint[0], tint[1])
      stage.ctx.fillRect(0, 0, stage.width, stage.height)
    }
    stage.ctx.globalCompositeOperation = 'source-over'
  }
}
