import type { MouseEvent } from 'react'

/**
 * For bars of buttons: the pointer presses them, but the keys stay where they were, so that Space plays on after a tool was chosen.
 * The keyboard reaches them as ever.
 */
export const keepFocus = {
  onMouseDown(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
  },
}

/** Gives the keys back to the timeline, once what had them has gone. */
export function focusTimeline(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-timeline] [role=listbox]')?.focus({ preventScroll: true }),
  )
}
