import type { SectionLabel } from '#model/song.ts'

const BAR_COUNT = 184
const HEIGHT = 120
const PITCH = 4

/** A song as the studio sees songs: loudness in bars, every section in its colour. `end` and `level` in 0..1. */
const SECTIONS: readonly { readonly label: SectionLabel; readonly end: number; readonly level: number }[] = [
  { label: 'intro', end: 0.11, level: 0.16 },
  { label: 'verse', end: 0.3, level: 0.36 },
  { label: 'chorus', end: 0.48, level: 0.78 },
  { label: 'break', end: 0.54, level: 0.14 },
  { label: 'verse', end: 0.7, level: 0.36 },
  { label: 'chorus', end: 0.87, level: 0.84 },
  { label: 'outro', end: 1, level: 0.28 },
]

/** Decoration for the empty Library. */
export function SongSketch() {
  return (
    <svg viewBox={`0 0 ${BAR_COUNT * PITCH} ${HEIGHT}`} className="h-auto w-full" aria-hidden="true">
      {Array.from({ length: BAR_COUNT }, (_, index) => {
        const { label, level } = SECTIONS.find(section => index / BAR_COUNT < section.end) ?? SECTIONS[0]!
        const height = HEIGHT * level * (0.62 + 0.38 * ripple(index))
        return (
          <rect
            key={index}
            x={index * PITCH}
            y={(HEIGHT - height) / 2}
            width="2"
            height={height}
            rx="1"
            style={{ fill: `var(--${label})`, opacity: 0.85 }}
          />
        )
      })}
    </svg>
  )
}

/** An uneven sequence in 0..1 that looks like playing: accents on every eighth bar line. */
function ripple(index: number): number {
  const uneven = Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1
  return index % 8 === 0 ? 1 : uneven * 0.8
}
