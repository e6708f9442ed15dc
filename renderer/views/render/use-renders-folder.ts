import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { usePicker } from '../../files/use-picker.ts'
import { texts } from '../../texts.ts'

/** Lets a person choose where finished films go; `then` is done once another folder is chosen. */
export function useRendersFolder(): (then?: () => void) => void {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  return then =>
    act(async () => {
      const folder = await picker.folder({ title: texts.render.chooseFolder })
      if (folder === null) return
      await studio.settings.change({ rendersFolder: folder })
      then?.()
    })
}
