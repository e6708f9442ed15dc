import { timecodeOf } from '#model/timecode.ts'
import { useAct } from '../../client/use-act.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useDesk } from './use-desk.ts'

/** The frame at the play-head as a picture of its own, just as a render holds it; saved as this window saves what it is given. */
export function useStillCommand(): void {
  const { sequenceId, editor } = useCut()
  const { now, playhead, transport } = useDesk()
  const { title } = useProject()
  const act = useAct()

  async function save(): Promise<void> {
    transport.pause()
    const frame = playhead().now()
    notify({ kind: 'info', text: texts.edit.still.making })
    await editor.settled()
    const answer = await fetch(`/frame/${sequenceId}/${frame}`)
    if (!answer.ok) return notify({ kind: 'bad', text: (await answer.text()).trim() })
    const url = URL.createObjectURL(await answer.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = texts.edit.still.fileName(title, timecodeOf(frame, now().rate))
    link.click()
    // The browser has taken hold of it by then.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }

  useCommands({ 'edit.still': () => act(save) })
}
