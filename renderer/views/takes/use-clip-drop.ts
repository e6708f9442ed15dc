import { useRef, type DragEvent } from 'react'
import { useAct } from '../../client/use-act.ts'
import { filesOf } from '../../files/given-files.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { droppedFolders, filesOfFolders } from './dropped-folders.ts'

/** As useFileDrop, but folders may be dropped as well, alone and among files. */
export function useClipDrop(onFiles: (files: readonly File[]) => void) {
  const act = useAct()
  const isWithFolders = useRef(false)
  const { isOver, dropProps } = useFileDrop(files => {
    if (!isWithFolders.current) onFiles(files)
  })

  // What was dropped can only be read while the event lasts.
  function takeFolders(event: DragEvent): void {
    const folders = droppedFolders(event.dataTransfer)
    isWithFolders.current = folders.length > 0
    if (folders.length === 0) return
    const files = filesOf(event.dataTransfer)
    act(async () => {
      const all = [...files, ...(await filesOfFolders(folders))]
      if (all.length === 0) notify({ kind: 'info', text: texts.takes.emptyFolder })
      else onFiles(all)
    })
  }

  return { isOver, dropProps: { ...dropProps, onDropCapture: takeFolders } }
}
