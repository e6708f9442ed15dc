import { useEffect, useState } from 'react'
import type { Sequence } from '#model/sequence.ts'
import { useCut } from './cut-context.tsx'

/**
 * The cut for what may come a moment after the pointer, so that a drag is answered first. While a gesture goes on it is renewed
 * when the pointer has rested for `restMs`, and with `everyMs` also that often on the way; what is finished is there at once.
 */
export function useSettledCut(restMs: number, everyMs = Infinity): Sequence {
  const { store } = useCut().editor
  const [settled, setSettled] = useState(() => store.getState().shown)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastMs = 0
    const renew = (): void => {
      lastMs = performance.now()
      setSettled(store.getState().shown)
    }
    const follow = (): void => {
      const { shown, sequence } = store.getState()
      clearTimeout(timer)
      if (shown === sequence || performance.now() - lastMs > everyMs) renew()
      else timer = setTimeout(renew, restMs)
    }
    // What happened between the drawing and this.
    renew()
    const stop = store.subscribe(follow)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, restMs, everyMs])
  return settled
}
