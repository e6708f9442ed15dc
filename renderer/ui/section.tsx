import type { SectionLabel } from '#model/song.ts'

/** A section's colour, for `style`: `{ background: sectionColour('verse') }`. */
export function sectionColour(label: SectionLabel): string {
  return `var(--${label})`
}

/** The colour as a band under a name, or as a wash under a clip. */
export function sectionTint(label: SectionLabel, strength: 'band' | 'wash', over = 'var(--panel)'): string {
  return `color-mix(in oklab, var(--${label}) var(--section-${strength}), ${over})`
}

/** The small square that stands before a section's name. */
export function SectionSquare({ label }: { label: SectionLabel | null }) {
  return (
    <span
      aria-hidden="true"
      data-colour=""
      className="size-2 shrink-0 rounded-[2px]"
      style={{ background: label === null ? 'var(--line-strong)' : sectionColour(label) }}
    />
  )
}
