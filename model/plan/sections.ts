import { filmFrames, type Film } from '../sequence.ts'
import type { SectionLabel } from '../song.ts'
import { framesFromTicks, type FrameRange, type FrameRate } from '../time.ts'
import { beatFrames, nearestFrame, usualStep } from './beats.ts'
import type { PlannedSong } from './plan.ts'

/** A section as film frames. The first reaches back over the head, the last over the tail, so that they tile the film. */
export type FilmSection = FrameRange & {
  readonly label: SectionLabel
  /** Its kind, counted where a kind comes more than once ("verse 2"): stays while hands give it names. */
  readonly name: string
  /** What people see: the name a person gave it, else the same. */
  readonly title: string
}

/**
 * The song's sections in the film, named apart where a label comes more than once ("verse 1", "verse 2"). Each begins on
 * the frame of the beat nearest to its start, or on its own where that beat is more than a beat away.
 */
export function filmSections(song: PlannedSong, film: Film, rate: FrameRate): FilmSection[] {
  const beats = beatFrames(song, film, rate)
  const reach = usualStep(beats) ?? 0
  const counts = new Map<SectionLabel, number>()
  for (const { label } of song.sections) counts.set(label, (counts.get(label) ?? 0) + 1)
  const numbers = new Map<SectionLabel, number>()
  const starts = song.sections.map(({ startTicks }, index) => {
    if (index === 0) return 0
    const own = film.headFrames + framesFromTicks(startTicks, rate)
    const beat = nearestFrame(beats, own)
    return beat !== undefined && Math.abs(beat - own) <= reach ? beat : own
  })
  return song.sections
    .map(({ label, name: given }, index) => {
      const number = (numbers.get(label) ?? 0) + 1
      numbers.set(label, number)
      const name = counts.get(label) === 1 ? label : `${label} ${number}`
      return {
        startFrame: starts[index]!,
        endFrame: starts[index + 1] ?? filmFrames(film),
        label,
        name,
        title: given ?? name,
      }
    })
    .filter(section => section.startFrame < section.endFrame)
}

/** What a section's words are kept under: its kind and its number among that kind, also where it is the only one. */
export function sectionKeyOf({ name }: Pick<FilmSection, 'name'>): string {
  return /\d$/.test(name) ? name : `${name} 1`
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
const OTHER_WORDS: ReadonlyMap<string, SectionLabel> = new Map([
  ['opening', 'intro'],
  ['introduction', 'intro'],
  ['strophe', 'verse'],
  ['refrain', 'chorus'],
  ['hook', 'chorus'],
  ['middle eight', 'bridge'],
  ['middle 8', 'bridge'],
  ['breakdown', 'break'],
  ['interlude', 'break'],
  ['instrumental', 'break'],
  ['ending', 'outro'],
  ['coda', 'outro'],
])

/**
 * The sections that a written name means: "Chorus" every chorus, "Verse 2" the second verse.
 * None when the song has no such section.
 */
export function sectionsNamed(written: string, sections: readonly FilmSection[]): FilmSection[] {
  const plain = written.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const titled = sections.filter(({ title, name }) => title !== name && title.toLowerCase() === plain)
  if (titled.length > 0) return titled
  const match = /^(.*?)[\s#]*(\d+)$/.exec(OTHER_WORDS.get(plain) ?? plain)
  const word = match?.[1] ?? plain
  const label = OTHER_WORDS.get(word) ?? word
  const labelled = sections.filter(section => section.label === label)
  if (!match) return labelled
  const numbered = labelled[Number(match[2]) - 1]
  return numbered ? [numbered] : []
}
