import { useEffect, useRef } from 'react'

/** The key that asks for takes, pressed in a dialog, sends: behind one the command itself hears nothing. */
export function useSendKey(send: () => void): void {
  const newest = useRef(send)
  useEffect(() => {
    newest.current = send
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      // A key that is only held down says nothing.
      if (!event.repeat) newest.current()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
