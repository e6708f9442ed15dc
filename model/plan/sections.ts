import { filmFrames, type Film } from '../sequence.ts'
import type { Section, SectionLabel } from '../song.ts'
import { framesFromTicks, type FrameRange, type FrameRate } from '../time.ts'

/** A section as film frames. The first reaches back over the head, the last over the tail, so that they tile the film. */
export type FilmSection = FrameRange & { readonly label: SectionLabel; readonly name: string }

/** The song's sections in the film, named apart where a label comes more than once ("verse 1", "verse 2"). */
export function filmSections(sections: readonly Section[], film: Film, rate: FrameRate): FilmSection[] {
  const counts = new Map<SectionLabel, number>()
  return sections.map((section, index) => {
    const count = (counts.get(section.label) ?? 0) + 1
    counts.set(section.label, count)
    const isOnly = sections.filter(other => other.label === section.label).length === 1
    const next = sections[index + 1]
    return {
      startFrame: index === 0 ? 0 : film.headFrames + framesFromTicks(section.startTicks, rate),
      endFrame: next ? film.headFrames + framesFromTicks(next.startTicks, rate) : filmFrames(film),
      label: section.label,
      name: isOnly ? section.label : `${section.label} ${count}`,
    }
  })
}

/** The section that most of a range stands in; the earlier of two equals. */
export function mainSection(sections: readonly FilmSection[], range: FrameRange): FilmSection | undefined {
  let best: FilmSection | undefined
  let bestFrames = 0
  for (const section of sections) {
    const shared = Math.min(section.endFrame, range.endFrame) - Math.max(section.startFrame, range.startFrame)
    if (shared > bestFrames) [best, bestFrames] = [section, shared]
  }
  return best
}

/** What writers call the sections, beside our own labels. */
const OTHER_WORDS: Readonly<Record<string, SectionLabel>> = {
  opening: 'intro',
  introduction: 'intro',
  strophe: 'verse',
  refrain: 'chorus',
  hook: 'chorus',
  'middle eight': 'bridge',
  'middle 8': 'bridge',
  breakdown: 'break',
  interlude: 'break',
  instrumental: 'break',
  ending: 'outro',
  coda: 'outro',
}

/**
 * The sections that a written name means: "Chorus" every chorus, "Verse 2" the second verse.
 * None when the song has no such section.
 */
export function sectionsNamed(written: string, sections: readonly FilmSection[]): FilmSection[] {
  const plain = written.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const match = /^(.*?)[\s#]*(\d+)$/.exec(OTHER_WORDS[plain] ?? plain)
  const word = match?.[1] ?? plain
  const label = OTHER_WORDS[word] ?? word
  const labelled = sections.filter(section => section.label === label)
  if (!match) return labelled
  const numbered = labelled[Number(match[2]) - 1]
  return numbered ? [numbered] : []
}
