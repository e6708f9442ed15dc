import type { FileRef } from '#model/contract/file-ref.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { usePicker } from '../../files/use-picker.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { reviewImport } from './import-store.ts'
import { useClipDrop } from './use-clip-drop.ts'

/** The ways for clips to come in: dropped, chosen, with their folder, or out of one that is watched. */
export function useImporting() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const review = (given: readonly File[] | readonly FileRef[]): void => reviewImport(studio, projectId, given)
  return {
    ...useClipDrop(review),
    importClips: (): void =>
      act(async () => {
        const files = await picker.files({ kind: 'clips', title: texts.takes.importClips, isMany: true })
        if (files.length > 0) review(files)
      }),
    importFolder: (): void =>
      act(async () => {
        const folder = await picker.folder({ title: texts.takes.importFolder })
        if (folder !== null) review([{ kind: 'path', path: folder }])
      }),
    watchFolder: (): void =>
      act(async () => {
        const folder = await picker.folder({ title: texts.takes.watchTitle })
        if (folder !== null) await studio.takes.watch({ projectId, folder })
      }),
  }
}
