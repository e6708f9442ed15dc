import type { ProjectCard } from '#model/contract/project-card.ts'
import { sectionColour } from '../../ui/section.tsx'

/** The song's sections in their colours, as wide as they are long. Decoration: the project's own screens tell more. */
export function SectionStrip({ sections }: { sections: ProjectCard['sections'] }) {
  return (
    <div aria-hidden="true" className="flex h-1 gap-px bg-well">
      {sections.map(({ label, share }, index) => (
        <span key={index} style={{ flexGrow: share, background: sectionColour(label) }} />
      ))}
    </div>
  )
}
