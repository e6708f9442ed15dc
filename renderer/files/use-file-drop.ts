import { useState, type DragEvent } from 'react'
import { carriesFiles, filesOf } from './given-files.ts'

/**
 * Lets files be dropped on an element: spread `dropProps` on it, and show it as a target while `isOver`. A drop that nobody
 * takes does nothing: the window does not follow it away.
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  // Children are entered and left as well: over is who was entered more often than left.
  const [depth, setDepth] = useState(0)
  const dropProps = {
    onDragEnter(event: DragEvent) {
      if (carriesFiles(event.dataTransfer)) setDepth(depth => depth + 1)
    },
    onDragLeave(event: DragEvent) {
      if (carriesFiles(event.dataTransfer)) setDepth(depth => Math.max(0, depth - 1))
    },
    onDragOver(event: DragEvent) {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop(event: DragEvent) {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      // The one that is nearest takes it.
      event.stopPropagation()
      setDepth(0)
      const files = filesOf(event.dataTransfer)
      if (files.length > 0) onFiles(files)
    },
  }
  return { isOver: depth > 0, dropProps }
}
