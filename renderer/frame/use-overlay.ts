import { useEffect, useRef, useState } from 'react'

export type Overlay = 'palette' | 'keys' | 'settings' | 'services' | 'outbox' | 'money' | 'room' | 'missing'

/**
 * What lies over the screen, one at a time. Where one led to the next, as the palette does, the keyboard goes back in the end to
 * where it was before the first.
 */
export function useOverlay(): [Overlay | null, (overlay: Overlay | null) => void] {
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const cameFrom = useRef<Element | null>(null)
  useEffect(() => {
    if (overlay !== null) return
    const { activeElement } = document
    // A dialog gives the keyboard back by itself, but not to where the one before it was opened from.
    if (activeElement === document.body && cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
    cameFrom.current = null
  }, [overlay])
  return [
    overlay,
    next => {
      // A picture over the whole screen would lie over it.
      if (next !== null && document.fullscreenElement) document.exitFullscreen().catch(() => {})
      if (overlay === null) cameFrom.current = document.activeElement
      setOverlay(next)
    },
  ]
}
