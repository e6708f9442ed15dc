import { useSyncExternalStore } from 'react'

/** As the breakpoint `wide` of the style: below it the inspector is a drawer. */
const WIDE = '(min-width: 1280px)'

export function useIsWide(): boolean {
  return useSyncExternalStore(onChange, () => matchMedia(WIDE).matches)
}

function onChange(listener: () => void): () => void {
  const media = matchMedia(WIDE)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}
