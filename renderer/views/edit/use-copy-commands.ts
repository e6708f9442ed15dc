import { filmFrames } from '#model/sequence.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { attributeEdits, copyOf, pasteEdits } from '../../editor/copied-clips.ts'
import { session } from '../../editor/session.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { useDesk } from './use-desk.ts'

/** Clips copied: pasted at the play-head, or what they carry given to others. */
export function useCopyCommands(): void {
  const { projectId } = useCut()
  const { editor, gesture, now, playhead, here, selectedClips } = useDesk()
  const { gestures, copy: words } = texts.edit

  const chosen = () => {
    const clips = selectedClips()
    return clips.length > 0 ? clips : [here() ?? []].flat()
  }

  function copied() {
    const known = session.getState().copied
    if (known?.projectId === projectId) return known.clips
    notify({ kind: 'info', text: words.nothing })
    return []
  }

  function pasteAttributes(): void {
    const [first] = copied()
    if (!first) return
    const wanted = attributeEdits(first, chosen())
    const fitting = editor.fitting(wanted)
    gesture(gestures.pasteAttributes, fitting)
    if (fitting.length < wanted.length) notify({ kind: 'info', text: words.partly })
  }

  useCommands({
    'edit.copy': () => {
      const clips = chosen()
      if (clips.length > 0) session.setState({ copied: { projectId, clips: copyOf(clips) } })
    },
    'edit.paste': () => {
      const clips = copied()
      const edits = pasteEdits(clips, playhead().now(), filmFrames(now().film))
      gesture(gestures.paste(edits.length), edits)
    },
    'edit.pasteAttributes': pasteAttributes,
  })
}
