import type { CSSProperties } from 'react'
import { type Opening, POSTER_HEIGHT, POSTER_WIDTH, posterDrawing, type PosterDrawing } from './poster-drawing.ts'

/** Stands in for a project's poster frame. Decoration: it says nothing that the card's words do not. */
export function Poster({ projectId }: { projectId: string }) {
  const drawing = posterDrawing(projectId)
  return (
    <svg
      viewBox={`0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      className="block aspect-video w-full bg-[#0b0b0b]"
      aria-hidden="true"
    >
      {drawing.openings.map(opening => (
        <path key={opening.depth} d={outline(drawing.shape, opening)} style={paint(drawing, opening)} />
      ))}
    </svg>
  )
}

/** Dark and of the near colour in front, light and of the far colour behind: the eye goes in. */
function paint({ near, far }: PosterDrawing, { depth, width }: Opening): CSSProperties {
  const hue = `color-mix(in oklab, var(--${far}) ${percent(depth)}, var(--${near}))`
  const lit = (share: number) => `color-mix(in oklab, ${hue} ${percent(share)}, #0b0b0b)`
  return {
    fill: depth === 1 ? `color-mix(in oklab, ${hue} 45%, #fff6e6)` : lit(0.06 + 0.8 * depth ** 1.7),
    stroke: lit(0.16 + 0.84 * depth),
    strokeWidth: Math.max(0.6, width / 110),
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function outline(shape: PosterDrawing['shape'], { x, y, width, height, turnDegrees }: Opening): string {
  const w = width / 2
  const h = height / 2
  if (shape === 'ring') return `M${x - w} ${y}a${w} ${h} 0 1 1 ${width} 0a${w} ${h} 0 1 1 ${-width} 0z`
  if (shape === 'arch') return `M${x - w} ${y + h}V${y}a${w} ${h} 0 0 1 ${width} 0V${y + h}z`
  const angle = (turnDegrees * Math.PI) / 180
  const corner = (dx: number, dy: number) =>
    `${x + dx * Math.cos(angle) - dy * Math.sin(angle)} ${y + dx * Math.sin(angle) + dy * Math.cos(angle)}`
  return `M${corner(-w, -h)}L${corner(w, -h)}L${corner(w, h)}L${corner(-w, h)}z`
}
