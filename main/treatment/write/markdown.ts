import type { Treatment, TreatmentShot } from '#model/treatment.ts'

/**
 * Sections stand as headings. Once below a heading no shot can be without a section again, so where that is wanted
 * each shot names its own.
 */
function canUseHeadings(shots: readonly TreatmentShot[]): boolean {
  const firstNamed = shots.findIndex(shot => shot.section !== null)
  return firstNamed === -1 || shots.slice(firstNamed).every(shot => shot.section !== null)
}

/** `onOneLine` makes a text fit one line. */
export function writeMarkdown(treatment: Treatment, onOneLine: (text: string) => string): string {
  const { title, style, negative, shots } = treatment
  const head = [title && `# ${title}`, style && `Style: ${style}`, negative && `Negative: ${negative}`]
  const lines = head.flatMap(line => (line ? [onOneLine(line)] : []))
  const hasHeadings = canUseHeadings(shots)
  let section: string | null = null
  for (const [index, shot] of shots.entries()) {
    if (hasHeadings && shot.section !== null && shot.section !== section) {
      lines.push('', `## ${onOneLine(shot.section)}`, '')
      section = shot.section
    } else if (index === 0 && lines.length > 0) {
      lines.push('')
    }
    lines.push(`- ${onOneLine(shot.prompt)}`)
    const fields = {
      id: shot.id,
      what: shot.whatHappens,
      camera: shot.cameraMove,
      passage: shot.passage,
      section: hasHeadings ? null : shot.section,
      model: shot.model,
    }
    for (const [key, value] of Object.entries(fields)) if (value !== null) lines.push(`  ${key}: ${onOneLine(value)}`)
  }
  return `${lines.join('\n')}\n`
}
