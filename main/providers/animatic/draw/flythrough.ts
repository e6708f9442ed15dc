import type { Canvas, Image } from '@napi-rs/canvas'
import { cameraAt } from './camera.ts'
import type { Flight } from './camera.ts'
import { drawCast } from './figures.ts'
import { Finish } from './finish.ts'
import { HandOver, HAND_OVER_SECONDS } from './hand-over.ts'
import { clamp, ease, hash } from './numbers.ts'
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
}

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

  /** Lays the first or last picture over the frame; gives back how much grain is left, 0..1. */
  private handOver(frame: number): number {
    const { plan, stage, first, last } = this
    const both = first && last ? plan.frameCount / 2 : plan.frameCount
    const frames = Math.max(1, Math.min(both, HAND_OVER_SECONDS * plan.framesPerSecond))
    // The point of flight, kept well inside the picture.
    const x = clamp(stage.aimX, stage.width * 0.3, stage.width * 0.7)
    const y = clamp(stage.aimY, stage.height * 0.3, stage.height * 0.7)
    let grain = 1
    if (first) {
      const share = frame / frames
      first.leave(stage.ctx, share, x, y)
      grain = Math.min(grain, ease(share))
    }
    if (last && plan.frameCount > 1) {
      const share = 1 - (plan.frameCount - 1 - frame) / frames
      last.enter(stage.ctx, share, x, y)
      grain = Math.min(grain, ease(1 - share))
    } else if (last && !first) {
      last.enter(stage.ctx, 1, 0, 0)
      grain = 0
    }
    return grain
  }
}
