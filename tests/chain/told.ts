import type { FlightFigures } from './figures.ts'

/** The figures of a film, a line a seam. */
export function told({ seams, meanZoom, colourDrift }: FlightFigures): string {
  const lines = seams.map(({ frame, match, lights, leastZoom }) => {
    const lit = Object.entries(lights).map(
      ([name, { level, figure }]) => `${name} ${level} ${figure?.toFixed(2) ?? '-'}`,
    )
    const zooms = `${match.before.zoomAtCut.toFixed(2)} > ${match.after.zoomAtCut.toFixed(2)}`
    return `  ${frame}: least zoom ${(leastZoom / meanZoom).toFixed(2)} of the mean, zoom ${zooms}, likeness ${match.structure.toFixed(2)}, ${lit.join(', ')}`
  })
  return [
    ...lines,
    `  mean zoom ${meanZoom.toFixed(3)}, colour of the last shot against the first ${colourDrift.toFixed(1)}`,
  ].join('\n')
}
