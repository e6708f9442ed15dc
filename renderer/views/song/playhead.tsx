import { useEffect, useRef } from 'react'
import { useTransportControls } from '../../playback/use-transport.tsx'
import type { StageView } from './stage-view.ts'

/** Moved past React: it goes sixty times a second, and nothing else changes with it. */
export function Playhead({ view }: { view: StageView }) {
  const head = useRef<HTMLSpanElement>(null)
  const transport = useTransportControls()
  const { startTicks, endTicks } = view
  useEffect(() => {
    const place = (): void => {
      const { positionTicks } = transport.store.getState()
      const share = (positionTicks - startTicks) / (endTicks - startTicks)
      if (!head.current) return
      head.current.style.left = `${100 * share}%`
      head.current.hidden = share < 0 || share > 1
    }
    place()
    return transport.store.subscribe(place)
  }, [transport, startTicks, endTicks])
  return (
    <span ref={head} aria-hidden="true" className="pointer-events-none absolute inset-y-0 z-10 w-px bg-now">
      <span className="absolute top-0 -left-[5px] border-x-[5.5px] border-t-7 border-x-transparent border-t-now" />
    </span>
  )
}
