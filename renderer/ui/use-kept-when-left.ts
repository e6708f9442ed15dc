import { useEffect, useRef } from 'react'

/**
 * Calls the newest `keep` when a field goes away with what was typed into it: another screen is chosen, the window closed. A
 * browser tells a field that goes away of no blur.
 */
export function useKeptWhenLeft(keep: () => void): void {
  const newest = useRef(keep)
  const isGone = useRef(false)
  useEffect(() => {
    newest.current = keep
  })
  useEffect(() => {
    isGone.current = false
    const keepNow = (): void => newest.current()
    addEventListener('pagehide', keepNow)
    return () => {
      removeEventListener('pagehide', keepNow)
      isGone.current = true
      // In strict mode effects are taken away and put back at once: that field is still there.
      queueMicrotask(() => isGone.current && keepNow())
    }
  }, [])
}
