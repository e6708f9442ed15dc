import { useEffect, useRef } from 'react'
import { createStore } from 'zustand/vanilla'
import type { FileRef } from '#model/contract/file-ref.ts'

/** Files that were given to the program from outside, until a screen takes them. */
const openedFiles = createStore<{ readonly waiting: readonly FileRef[] }>(() => ({ waiting: [] }))

export function openFiles(files: readonly FileRef[]): void {
  openedFiles.setState(({ waiting }) => ({ waiting: [...waiting, ...files] }))
}

/** Hears of files that were opened with the studio, those from before the screen was up among them. Each is told once. */
export function useOpenedFiles(onFiles: (files: readonly FileRef[]) => void): void {
  const newest = useRef(onFiles)
  useEffect(() => {
    newest.current = onFiles
  })
  useEffect(() => {
    function take(): void {
      const { waiting } = openedFiles.getState()
      if (waiting.length === 0) return
      openedFiles.setState({ waiting: [] })
      newest.current(waiting)
    }
    take()
    return openedFiles.subscribe(take)
  }, [])
}
