import { cutsIn, seamOf } from '../../../editor/use-cut-seams.ts'
import type { Row } from '../../../editor/rows.ts'
import { xOf } from '../../../editor/view-span.ts'
import { LIGHTS, worstLevel, type SeamLevel, type ToldSeam } from '../../../seams/seam-words.ts'
import type { Pen, Scene } from './scene.ts'

/** From one mark to the next, and how high the plate under them is. */
const STEP = 10
const HIGH = 14
const EDGE = 3
/** From the bottom of the clips. */
const LOW = 4
/** Both clips are at least so wide where all four lights show; where one does; narrower ones show none. */
const LEAST_FOUR = 60
const LEAST_ONE = 18

/** The lights of a cut where they stand on the timeline. */
type SeamPlate = {
  readonly seam: ToldSeam
  readonly marks: readonly SeamLevel[]
  readonly left: number
  readonly top: number
  readonly width: number
}

/**
 * Every cut in sight whose lights there is room for. All good is one quiet dot, and between narrow clips only what is not good shows,
 * as its worst light.
 */
function platesOf({ sequence, span, seams }: Pick<Scene, 'sequence' | 'span' | 'seams'>, row: Row): SeamPlate[] {
  return cutsIn(sequence).flatMap((cut): SeamPlate | [] => {
    const x = xOf(span, cut.frame)
    const room = Math.min(cut.before.frameCount, cut.after.frameCount) * span.pointsPerFrame
    if (room < LEAST_ONE || x < -LEAST_FOUR || x > span.width + LEAST_FOUR) return []
    const known = seamOf(seams, cut)
    if (known?.state !== 'measured') return []
    const { seam } = known
    const worst = worstLevel(seam)
    const isWide = room >= LEAST_FOUR
    if (!isWide && worst === 'good') return []
    const marks = isWide && worst !== 'good' ? LIGHTS.map(name => seam[name].level) : [worst]
    const width = marks.length * STEP + 2 * EDGE
    return { seam, marks, width, left: Math.round(x - width / 2), top: row.y + row.height - HIGH - LOW }
  })
}

/** The seam whose lights are under a point of the timeline. */
export function seamAt(
  { x, y }: { readonly x: number; readonly y: number },
  scene: Pick<Scene, 'sequence' | 'span' | 'seams' | 'rows'>,
): ToldSeam | undefined {
  const row = scene.rows.find(({ kind }) => kind === 'picture')
  if (!row || y < row.y + row.height - HIGH - 2 * LOW || y >= row.y + row.height) return undefined
  return platesOf(scene, row).find(({ left, width }) => x >= left - LOW && x < left + width + LOW)?.seam
}

/** The lights at the cuts, at the foot of the clips. */
export function drawSeams(pen: Pen, scene: Scene, row: Row): void {
  const { colours } = scene
  for (const { marks, left, top, width } of platesOf(scene, row)) {
    pen.fillStyle = colours.plate
    pen.beginPath()
    pen.roundRect(left, top, width, HIGH, HIGH / 2)
    pen.fill()
    for (const [index, level] of marks.entries()) {
      drawMark(pen, level, { x: left + EDGE + (index + 0.5) * STEP, y: top + HIGH / 2 }, colours)
    }
  }
}

/** The shapes of `LevelMark`. */
function drawMark(
  pen: Pen,
  level: SeamLevel,
  { x, y }: { readonly x: number; readonly y: number },
  colours: Scene['colours'],
): void {
  pen.beginPath()
  switch (level) {
    case 'good':
      pen.fillStyle = colours.plateOk
      pen.arc(x, y, 2, 0, 2 * Math.PI)
      pen.fill()
      return
    case 'fair':
      pen.fillStyle = colours.plateWarn
      polygon(pen, [x, y - 4], [x + 4.2, y + 3.4], [x - 4.2, y + 3.4])
      return
    case 'poor':
      pen.fillStyle = colours.plateBad
      polygon(pen, [x, y - 4.8], [x + 4.8, y], [x, y + 4.8], [x - 4.8, y])
      return
    case 'unknown':
      pen.strokeStyle = colours.onPlate
      pen.lineWidth = 1.2
      pen.globalAlpha = 0.7
      pen.arc(x, y, 2.4, 0, 2 * Math.PI)
      pen.stroke()
      pen.globalAlpha = 1
      return
    default:
      level satisfies never
  }
}

function polygon(pen: Pen, ...points: readonly (readonly [number, number])[]): void {
  for (const [x, y] of points) pen.lineTo(x, y)
  pen.closePath()
  pen.fill()
}
