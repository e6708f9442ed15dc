import type { ProjectId, ShotId } from '#model/ids.ts'
import { textOf } from '#model/look.ts'
import type { PassageKind } from '#model/prompt/passage.ts'
import { clearPassage, detachPassage, savePassage } from '#main/treatment/passage-store.ts'
import { setField } from '#main/treatment/shot-edits.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandShots, gesture, shotsText } from './gesture.ts'

export type PassageChange = {
  /** How it goes out, then after a > how the next shot comes in. */
  readonly words?: string | undefined
  readonly through?: string | undefined
  readonly kind?: PassageKind | undefined
  readonly carriesOver?: readonly string[] | undefined
}

/** What a person does to the ways out of shots; each is one step of undo. */
export function createPassageGestures(context: DeskContext) {
  const { db } = context.library
  return {
    /** A passage that is changed leads to the shot that follows now. Throws StudioError treatment/no-shot. */
    setPassage(projectId: ProjectId, shotId: ShotId, { words, through, kind, carriesOver }: PassageChange): void {
      const name = (shots: Parameters<typeof demandShots>[0]): string =>
        `Change the passage out of ${shotsText(demandShots(shots, [shotId]))}`
      gesture(context, projectId, { name, plan: 'none' }, () => {
        if (words !== undefined) setField(db, shotId, 'passage', words)
        savePassage(db, shotId, {
          through: through?.trim(),
          kind,
          carriesOver: carriesOver && textOf(carriesOver),
        })
        detachPassage(db, shotId)
      })
    },

    /** Leads passages to the shots that follow now, or takes them away. Throws StudioError treatment/no-shot. */
    mendPassages(projectId: ProjectId, shotIds: readonly ShotId[], how: 'attach' | 'clear'): void {
      const verb = how === 'attach' ? 'Lead on' : 'Clear'
      const name = `${verb} ${shotIds.length === 1 ? 'a passage' : `${shotIds.length} passages`}`
      gesture(context, projectId, { name, plan: 'none' }, (_, shots) => {
        for (const { id } of demandShots(shots, shotIds)) {
          if (how === 'attach') detachPassage(db, id)
          else clearPassage(db, id)
        }
      })
    },
  }
}
