import type { Section, SectionLabel } from '../song.ts'

/** What each section is called: as a person named it, else by its kind, counted where a kind comes more than once ("verse 2"). */
export function sectionNames(sections: readonly Pick<Section, 'label' | 'name'>[]): string[] {
  const counts = new Map<SectionLabel, number>()
  for (const { label } of sections) counts.set(label, (counts.get(label) ?? 0) + 1)
  const numbers = new Map<SectionLabel, number>()
  return sections.map(({ label, name }) => {
    const number = (numbers.get(label) ?? 0) + 1
    numbers.set(label, number)
    return name ?? (counts.get(label) === 1 ? label : `${label} ${number}`)
  })
}
