import type { CSSProperties } from 'react'
import { type Opening, POSTER_HEIGHT, POSTER_WIDTH, posterDrawing, type PosterDrawing } from './poster-drawing.ts'

/** Stands in for a project's poster frame. Decoration: it says nothing that the card's words do not. */
export function Poster({ projectId }: { projectId: string }) {
  const drawing = posterDrawing(projectId)
  return (
    <div className="relative aspect-video w-full overflow-hidden bg-[#0b0b0b]" aria-hidden="true">
      <svg
        viewBox={`0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}`}
        preserveAspectRatio="xMidYMid slice"
        className="block size-full"
      >
        {drawing.openings.map((opening, index) => (
          <path key={index} d={outline(drawing.shape, opening)} style={paint(drawing, opening, index)} />
        ))}
      </svg>
      <div className="absolute inset-0 mix-blend-screen" style={{ background: glow(drawing) }} />
    </div>
  )
}

/** Dark and of the near colour in front, light and of the far colour behind: the eye goes in. Every other one is lit. */
function paint({ near, far }: PosterDrawing, { depth, width }: Opening, index: number): CSSProperties {
  const hue = `color-mix(in oklab, var(--${far}) ${percent(depth)}, var(--${near}))`
  const lit = (share: number) => `color-mix(in oklab, ${hue} ${percent(share)}, #0b0b0b)`
  const isLit = index % 2 === 1
  return {
    fill: depth === 1 ? `color-mix(in oklab, ${hue} 30%, #fff6e6)` : lit(0.1 + 0.62 * depth ** 1.5),
    stroke: isLit ? lit(0.4 + 0.6 * depth) : lit(0.2 + 0.5 * depth),
    strokeWidth: Math.max(0.5, width / (isLit ? 90 : 240)),
  }
}

/** Light that falls out of the farthest opening. */
function glow({ far, openings }: PosterDrawing): string {
  const { x, y } = openings.at(-1)!
  const place = `${percent(x / POSTER_WIDTH)} ${percent(y / POSTER_HEIGHT)}`
  return `radial-gradient(circle at ${place}, color-mix(in oklab, var(--${far}) 60%, transparent), transparent 58%)`
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
