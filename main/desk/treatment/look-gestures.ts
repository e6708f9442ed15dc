import { modelById } from '#model/catalogue.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { LookLevel } from '#model/contract/treatment-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { textOf } from '#model/look.ts'
import { saveFilmLook, saveSectionWords, saveShotLook, saveStill } from '#main/treatment/look-store.ts'
import { setPacing, setProjectModel } from '#main/treatment/shot-edits.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { resolveFile } from '../files-desk.ts'
import { demandShots, gesture } from './gesture.ts'
import { demandPicture } from './demand-picture.ts'

export type LookChange = {
  readonly style?: readonly string[] | undefined
  readonly negative?: readonly string[] | undefined
}

/** What a person does to story, look, pacing and model; each is one step of undo. */
export function createLookGestures(context: DeskContext) {
  const { library, catalogue } = context
  const { db } = library

  return {
    /** Throws StudioError treatment/no-shot. */
    setLook(projectId: ProjectId, level: LookLevel, change: LookChange): void {
      const words = {
        ...(change.style === undefined ? {} : { style: textOf(change.style) }),
        ...(change.negative === undefined ? {} : { negative: textOf(change.negative) }),
      }
      const rows = [{ table: 'section_words', where: { project_id: projectId } }] as const
      gesture(
        context,
        projectId,
        { name: `Change the look of ${levelText(level)}`, plan: 'none', rows },
        (_, shots) => {
          if (level.kind === 'film') saveFilmLook(db, projectId, words)
          else if (level.kind === 'section') saveSectionWords(db, projectId, level.section, words)
          else saveShotLook(db, demandShots(shots, [level.shotId as ShotId])[0]!.id, words)
        },
      )
    },

    /** `section` is the section's key. */
    setStory(projectId: ProjectId, section: string, story: string): void {
      const rows = [{ table: 'section_words', where: { project_id: projectId } }] as const
      gesture(context, projectId, { name: `Change the story of ${section}`, plan: 'none', rows }, () =>
        saveSectionWords(db, projectId, section, { story: story.trim() }),
      )
    },

    /** Takes the file into the library. Throws StudioError treatment/no-shot, still/unreadable, media/…, library/…. */
    async setStill(projectId: ProjectId, shotId: ShotId, file: FileRef | null): Promise<void> {
      existingProject(library, projectId)
      demandShots(listShots(db, projectId), [shotId])
      const path = file && resolveFile(context, file)
      if (path !== null) await demandPicture(context, path)
      const staged = path === null ? null : await library.media.stageFile(path, 'still')
      const name = staged ? 'Set a board frame' : 'Take a board frame away'
      gesture(context, projectId, { name, plan: 'none' }, (_, shots) => {
        demandShots(shots, [shotId])
        saveStill(db, shotId, staged && library.media.settle(staged))
      })
    },

    /** `pacing` from -100 to 100. All shots are laid out from the start. */
    setPacing(projectId: ProjectId, pacing: number): void {
      gesture(context, projectId, { name: 'Change the pacing', plan: 'anew' }, () => setPacing(db, projectId, pacing))
    },

    /** Throws StudioError catalogue/unknown-model. */
    setModel(projectId: ProjectId, model: string): void {
      const { title } = modelById(catalogue, model)
      gesture(context, projectId, { name: `Choose ${title}`, plan: 'changed' }, () =>
        setProjectModel(db, projectId, model),
      )
    },
  }
}

function levelText(level: LookLevel): string {
  if (level.kind === 'section') return level.section
  return level.kind === 'film' ? 'the film' : 'a shot'
}
