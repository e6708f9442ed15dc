import { useEffect, type RefObject } from 'react'
import { filmFrames, type Sequence } from '#model/sequence.ts'
import { frameAtTicks } from '../../../playback/preview.ts'
import { session } from '../../../editor/session.ts'
import { scrolledBy, xOf, zoomedAt, type ViewSpan } from '../../../editor/view-span.ts'
import type { Transport } from '../../../playback/transport.ts'

/** The wheel scrolls along the film, with Ctrl, Cmd or a pinch it zooms about the pointer. */
export function useWheel(box: RefObject<HTMLElement | null>, span: ViewSpan): void {
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    function onWheel(event: WheelEvent): void {
      event.preventDefault()
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - element!.getBoundingClientRect().left
        session.setState(zoomedAt(span, x, Math.exp(-event.deltaY * 0.004)))
      } else {
        const way = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
        session.setState({ leftFrame: scrolledBy(span, way), pointsPerFrame: span.pointsPerFrame })
      }
    }
    // Not passive: the page would scroll and zoom as well.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box, span])
}

/** Keeps the play-head's line where it is heard, and in sight wherever it goes: playing turns the page, a jump shows its surroundings. */
export function usePlayheadLine(
  line: RefObject<HTMLElement | null>,
  transport: Transport,
  { rate, film }: Pick<Sequence, 'rate' | 'film'>,
  span: ViewSpan,
): void {
  useEffect(() => {
    const last = filmFrames(film) - 1
    const frameNow = (): number => Math.min(last, frameAtTicks(transport.store.getState().positionTicks, rate))
    function place(): void {
      const x = xOf(span, frameNow())
      line.current?.style.setProperty('transform', `translateX(${Math.round(x)}px)`)
      line.current?.style.setProperty('visibility', x < -2 || x > span.width ? 'hidden' : 'visible')
    }
    place()
    return transport.store.subscribe(({ positionTicks, isPlaying }, before) => {
      place()
      if (positionTicks === before.positionTicks || span.width === 0) return
      const x = xOf(span, frameNow())
      if (x >= 0 && x <= span.width - 4) return
      const lead = isPlaying ? LEAD_FRAMES : span.width / span.pointsPerFrame / 2
      session.setState({ leftFrame: Math.max(0, frameNow() - lead), pointsPerFrame: span.pointsPerFrame })
    })
  }, [line, transport, rate, film, span])
}

/** So much of what has been played stays in sight when the page turns. */
const LEAD_FRAMES = 12
