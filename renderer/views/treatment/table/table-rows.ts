import type { TreatmentRow, TreatmentSection, TreatmentView } from '#model/contract/treatment-contract.ts'
import { secondsFromFrames, type FrameRange } from '#model/time.ts'

/** A line of the table: the head of a section, or a shot. */
export type TableRow =
  | {
      readonly kind: 'section'
      readonly key: string
      readonly section: TreatmentSection
      readonly shotCount: number
      /** Of the shots' places; null while none has one. */
      readonly meanSeconds: number | null
    }
  | { readonly kind: 'shot'; readonly key: string; readonly shot: TreatmentRow }

/** The shots in the order of the film, each run of one section under that section's head. */
export function tableRows({ shots, sections, rate }: Pick<TreatmentView, 'shots' | 'sections' | 'rate'>): TableRow[] {
  const sectionOf = new Map(sections.map(section => [section.key, section]))
  const rows: TableRow[] = []
  let openKey: string | null = null
  for (const [index, shot] of shots.entries()) {
    const section = shot.sectionKey === null ? undefined : sectionOf.get(shot.sectionKey)
    if (section && section.key !== openKey) {
      const run = runFrom(shots, index)
      const seconds = run.flatMap(({ place }) => (place ? [secondsOf(place, rate)] : []))
      const meanSeconds = seconds.length === 0 ? null : seconds.reduce((sum, each) => sum + each, 0) / seconds.length
      rows.push({ kind: 'section', key: `${section.key} ${index}`, section, shotCount: run.length, meanSeconds })
    }
    openKey = section?.key ?? null
    rows.push({ kind: 'shot', key: shot.id, shot })
  }
  return rows
}

export function secondsOf({ startFrame, endFrame }: FrameRange, rate: TreatmentView['rate']): number {
  return secondsFromFrames(endFrame - startFrame, rate)
}

/** The shots from here on that stand in the same section. */
function runFrom(shots: readonly TreatmentRow[], from: number): readonly TreatmentRow[] {
  const end = shots.findIndex((shot, index) => index > from && shot.sectionKey !== shots[from]!.sectionKey)
  return shots.slice(from, end === -1 ? undefined : end)
}
