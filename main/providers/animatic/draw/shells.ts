import { mix, WHITE } from './colour.ts'
import type { Rgb } from './colour.ts'
import { hash } from './numbers.ts'
import type { Stage } from './stage.ts'

/** The surfaces of a straight hall; heights in metres. */
export type Hall = {
  readonly halfWidth: number
  readonly height: number
  readonly floor: Rgb
  readonly ceiling: Rgb
  readonly wall: Rgb
  /** A band of another colour along the foot of the walls. */
  readonly dado?: Rgb
  readonly dadoHeight?: number
  /** A runner along the middle of the floor. */
  readonly runner?: Rgb
}

/** Fog the colour of light, as indoors. */
export function fillWithLight(stage: Stage, share = 0.45): void {
  stage.fogColour = mix(stage.palette.haze, stage.palette.key, stage.palette.isNight ? share * 0.35 : share)
}

/** Floor, ceiling and walls of a hall, one wall a little darker than the other. */
export function drawHall(stage: Stage, plan: Hall): void {
  const { ink } = stage.palette
  const { halfWidth: w, height } = plan
  stage.clear()
  // Floor and ceiling reach a little under the walls, or a hairline of light stands in the corners.
  const under = w + 0.06
  stage.strip(0, -under, under, plan.floor, mix(plan.floor, ink, 0.3))
  stage.strip(height, -under, under, plan.ceiling, mix(plan.ceiling, ink, 0.12))
  if (plan.runner) stage.strip(0.004, -w * 0.28, w * 0.28, plan.runner, mix(plan.runner, ink, 0.25))
  const foot = plan.dado ? (plan.dadoHeight ?? 1.05) : 0
  for (const s of [-1, 1]) {
    const dark = s < 0 ? 0 : 0.16
    stage.wall(s * w, Math.max(0, foot - 0.04), height, mix(plan.wall, ink, dark), mix(plan.wall, ink, dark + 0.12))
    if (plan.dado) stage.wall(s * w, 0, foot, mix(plan.dado, ink, dark), mix(plan.dado, ink, dark + 0.14))
  }
}

/** Light panels under a ceiling, with their shine on it and on the floor. */
export function ceilingPanels(
  stage: Stage,
  step: number,
  height: number,
  halfWidth: number,
  length: number,
  colour: Rgb,
  strength = 1,
): void {
  stage.rows(step, (z, index) => {
    const on = hash(stage.seed, index, 3) > 0.08 ? strength : strength * 0.35
    stage.adding(() =>
      stage.level(0.005, -halfWidth * 1.7, halfWidth * 1.7, z - 0.3, z + length + 0.3, colour, 0.11 * on, 0.5),
    )
    stage.level(
      height - 0.01,
      -halfWidth,
      halfWidth,
      z,
      z + length,
      mix(colour, WHITE, 0.3),
      Math.min(1, 0.4 + on),
      0.75,
    )
    stage.glow(0, height - 0.06, z + length / 2, 1.1, colour, 0.26 * on)
  })
}

/** Round lamps under a ceiling. */
export function ceilingDiscs(stage: Stage, step: number, height: number, radius: number, colour: Rgb): void {
  const ring: number[] = []
  stage.rows(step, z => {
    ring.length = 0
    for (let k = 0; k < 14; k++)
      ring.push(Math.cos(k * 0.4488) * radius, height - 0.02, z + Math.sin(k * 0.4488) * radius)
    stage.polygon(ring, mix(colour, WHITE, 0.35), 1, 0.8)
    stage.glow(0, height - 0.08, z, 1.5, colour, 0.5)
    stage.adding(() => stage.level(0.005, -radius * 1.6, radius * 1.6, z - radius, z + radius, colour, 0.12, 0.4))
  })
}

/** Light falling through a window on one side: a bright patch on the floor and a faint shaft in the air. */
export function lightPatch(
  stage: Stage,
  side: -1 | 1,
  wall: number,
  z0: number,
  z1: number,
  reach: number,
  strength: number,
): void {
  const { key } = stage.palette
  const x = side * wall
  const slant = (z1 - z0) * 0.4
  stage.adding(() => {
    stage.polygon(
      [
        x * 0.8,
        0.01,
        z0,
        x * 0.8,
        0.01,
        z1,
        x * 0.8 - side * reach,
        0.01,
        z1 + slant,
        x * 0.8 - side * reach,
        0.01,
        z0 + slant,
      ],
      key,
      strength,
      0.3,
    )
    stage.polygon(
      [x, 2.3, z0, x, 1, z0, x - side * reach, 0, z0 + slant, x - side * reach * 1.3, 0, z1 + slant],
      key,
      strength * 0.22,
      0.3,
    )
  })
}

/** A door leaf in a side wall with frame, pane and handle. */
export function sideDoor(
  stage: Stage,
  x: number,
  z: number,
  width: number,
  height: number,
  leaf: Rgb,
  frame: Rgb,
  glass?: Rgb,
): void {
  const depth = z - stage.camera.z
  if (depth < -width - 1 || depth > stage.far) return
  stage.side(x * 0.996, 0, height + 0.1, z - 0.1, z + width + 0.1, frame)
  stage.side(x * 0.992, 0, height, z, z + width, leaf)
  if (glass && depth < stage.far * 0.6)
    stage.side(x * 0.99, height * 0.58, height * 0.88, z + width * 0.22, z + width * 0.78, glass, 0.95, 0.4)
  if (depth > 13) return
  stage.side(
    x * 0.988,
    height * 0.1,
    height * 0.44,
    z + width * 0.16,
    z + width * 0.84,
    mix(leaf, stage.palette.ink, 0.2),
  )
  stage.ball(x * 0.975, height * 0.46, z + width * 0.1, 0.035, stage.palette.key)
}

/** A window in a side wall, two casements of light with bars. */
export function sideWindow(
  stage: Stage,
  x: number,
  y0: number,
  y1: number,
  z0: number,
  z1: number,
  frame: Rgb,
  glass: Rgb = stage.palette.key,
): void {
  if (z1 < stage.camera.z || z0 > stage.camera.z + stage.far) return
  stage.side(x * 0.997, y0 - 0.08, y1 + 0.08, z0 - 0.08, z1 + 0.08, frame)
  const middle = (z0 + z1) / 2
  const rail = y0 + (y1 - y0) * 0.55
  stage.begin()
  for (const [a, b] of [
    [z0, middle - 0.05],
    [middle + 0.05, z1],
  ] as const) {
    for (const [low, high] of [
      [y0, rail - 0.04],
      [rail + 0.04, y1],
    ] as const) {
      stage.addSide(x * 0.994, low, high, a, b)
    }
  }
  stage.fillAdded(glass, 1, stage.palette.isNight ? 0.2 : 0.7)
}

/** A wall across the way with a doorway in the middle. */
export function doorway(
  stage: Stage,
  z: number,
  halfWidth: number,
  height: number,
  doorHalf: number,
  doorHeight: number,
  wall: Rgb,
  frame: Rgb,
): void {
  const alpha = stage.passing(z - stage.camera.z)
  if (alpha <= 0 || z > stage.camera.z + stage.far) return
  const w = halfWidth
  const d = doorHalf
  stage.polygon(
    [-w, 0, z, -d, 0, z, -d, doorHeight, z, d, doorHeight, z, d, 0, z, w, 0, z, w, height, z, -w, height, z],
    wall,
    alpha,
  )
  const o = d + 0.12
  const top = doorHeight + 0.12
  stage.polygon(
    [-o, 0, z, -d, 0, z, -d, doorHeight, z, d, doorHeight, z, d, 0, z, o, 0, z, o, top, z, -o, top, z],
    frame,
    alpha,
  )
}
