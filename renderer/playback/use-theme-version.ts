import { useSyncExternalStore } from 'react'

let version = 0
const listeners = new Set<() => void>()
let stop: (() => void) | null = null

function watch(): () => void {
  const tell = (): void => {
    version += 1
    for (const listener of listeners) listener()
  }
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] })
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', tell)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', tell)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  stop ??= watch()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = null
  }
}

/** A number that grows when the page's colours change, for canvases: what they draw with is read anew. */
export function useThemeVersion(): number {
  return useSyncExternalStore(subscribe, () => version)
}

const probe = { element: null as HTMLElement | null }

/** The present value of one of the page's colours (`--wave`), as a canvas takes it: light-dark() is resolved. */
export function themeColour(name: string): string {
  if (!probe.element) {
    probe.element = document.createElement('span')
    probe.element.hidden = true
    // Where the system forces its own colours, it would tell the same one for all.
    probe.element.style.forcedColorAdjust = 'none'
    document.body.append(probe.element)
  }
  probe.element.style.color = `var(${name})`
  return getComputedStyle(probe.element).color
}
