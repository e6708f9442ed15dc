import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { readPassage, type Passage } from '#model/prompt/passage.ts'

/** The way out of a shot as its row has it. */
export function passageOf({
  passage,
  passageThrough: through,
  passageKind: kind,
  passageCarries: carriesOver,
}: Pick<TreatmentRow, 'passage' | 'passageThrough' | 'passageKind' | 'passageCarries'>): Passage {
  return { ...readPassage(passage), through, kind, carriesOver }
}
