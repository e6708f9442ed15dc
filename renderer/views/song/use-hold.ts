import { useEffect, useRef, type PointerEvent } from 'react'

/** A pointer that moved less has clicked. */
const DRAG_UNITS = 4

type Hands = {
  /** Where it was pressed; nothing is held yet. */
  readonly press?: (event: PointerEvent) => void
  /** Goes on from `press`, once the pointer has moved for good. */
  readonly drag: (event: PointerEvent) => void
  readonly drop: () => void
  readonly click?: () => void
  /** Escape, or a pointer that was lost: as it was before. */
  readonly giveUp: () => void
}

/** What a pointer does to the element that it presses, wherever it goes then. */
export function useHold(hands: Hands) {
  const held = useRef<{ readonly x: number; isDrag: boolean } | null>(null)
  const newest = useRef(hands)
  useEffect(() => {
    newest.current = hands
  })

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || held.current === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      held.current = null
      newest.current.giveUp()
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { x: event.clientX, isDrag: false }
      hands.press?.(event)
    },

    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const now = held.current
      if (!now || (!now.isDrag && Math.abs(event.clientX - now.x) < DRAG_UNITS)) return
      now.isDrag = true
      hands.drag(event)
    },

    onPointerUp(): void {
      const now = held.current
      held.current = null
      if (now?.isDrag) hands.drop()
      else if (now) hands.click?.()
    },

    onPointerCancel(): void {
      if (held.current === null) return
      held.current = null
      hands.giveUp()
    },
  }
}
