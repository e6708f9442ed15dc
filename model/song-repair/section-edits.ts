import { StudioError } from '../errors.ts'
import type { SectionLabel, SongAnalysis } from '../song.ts'
import { TICKS_PER_SECOND, ticks, type Ticks } from '../time.ts'
import type { RepairedSection, Span } from './song-repairs.ts'
import { isIn } from './spans.ts'

/** No section is shorter; a bar of the fastest music lasts as long. */
const LEAST_SECTION_TICKS = TICKS_PER_SECOND / 2

const LONGEST_NAME = 60

/** The sections as they are now. */
export function sectionsOf({ sections }: SongAnalysis): RepairedSection[] {
  return sections.map(({ startTicks, endTicks, label, name }) => ({ startTicks, endTicks, label, name: name ?? null }))
}

/** Two sections of one kind in place of one; the later has no name of its own. */
export function split(sections: readonly RepairedSection[], at: Ticks): RepairedSection[] {
  const index = sections.findIndex(section => isIn(section, at))
  const section = demand(sections, index)
  if (at - section.startTicks < LEAST_SECTION_TICKS || section.endTicks - at < LEAST_SECTION_TICKS) {
    throw new StudioError('song/too-short', 'A section this short could not be seen. Split it further from its edge.')
  }
  return sections.toSpliced(index, 1, { ...section, endTicks: at }, { ...section, startTicks: at, name: null })
}

/** Adds a section to the one before it, which keeps its kind and name. */
export function merged(sections: readonly RepairedSection[], index: number): RepairedSection[] {
  const before = demand(sections, index - 1)
  const { endTicks } = demand(sections, index)
  return sections.toSpliced(index - 1, 2, { ...before, endTicks })
}

/** Where a section begins, and the one before it ends; a section that is passed over, is held at its shortest. */
export function startMoved<Section extends Span>(
  sections: readonly Section[],
  index: number,
  to: Ticks,
  beats: readonly Ticks[],
): Section[] {
  const before = demand(sections, index - 1)
  const section = demand(sections, index)
  const least = before.startTicks + LEAST_SECTION_TICKS
  const most = section.endTicks - LEAST_SECTION_TICKS
  const wanted = Math.max(least, Math.min(most, to))
  // A start that had to give way still stands on a beat where there is one.
  const onBeat = wanted === to ? to : beats.find(beat => beat >= least && beat <= most && beat >= wanted)
  const startTicks = ticks(Math.round(onBeat ?? wanted))
  return sections.toSpliced(index - 1, 2, { ...before, endTicks: startTicks }, { ...section, startTicks })
}

/** An empty name, or null, is none: then the section is known by its kind. */
export function named(sections: readonly RepairedSection[], index: number, name: string | null): RepairedSection[] {
  const section = demand(sections, index)
  const clean = name?.trim().slice(0, LONGEST_NAME)
  return sections.toSpliced(index, 1, { ...section, name: clean || null })
}

export function labelled(sections: readonly RepairedSection[], index: number, label: SectionLabel): RepairedSection[] {
  return sections.toSpliced(index, 1, { ...demand(sections, index), label })
}

function demand<Section>(sections: readonly Section[], index: number): Section {
  const section = index < 0 ? undefined : sections[index]
  if (section) return section
  throw new StudioError('song/no-section', 'There is no section there to do that to.')
}
