/** How the window looks; `system` follows what the computer is set to. */
export type Appearance = {
  readonly theme: 'system' | 'dark' | 'light'
  readonly contrast: 'system' | 'normal' | 'more'
  readonly motion: 'system' | 'less'
}

type Media = Pick<MediaQueryList, 'matches'>

/** What stands on the page's root for the styles to read; null takes an attribute away. */
export function rootAttributes(
  { theme, contrast, motion }: Appearance,
  systemWantsContrast: Media['matches'],
): Readonly<Record<string, string | null>> {
  const isMore = contrast === 'more' || (contrast === 'system' && systemWantsContrast)
  return {
    'data-theme': theme === 'system' ? null : theme,
    'data-contrast': isMore ? 'more' : null,
    'data-motion': motion === 'less' ? 'less' : null,
  }
}

/** Dresses the page, and again when the computer's settings change; returns what ends that. */
export function dress(root: HTMLElement, appearance: Appearance): () => void {
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)')
  function apply(): void {
    for (const [name, value] of Object.entries(rootAttributes(appearance, contrast.matches))) {
      if (value === null) root.removeAttribute(name)
      else root.setAttribute(name, value)
    }
  }
  apply()
  contrast.addEventListener('change', apply)
  return () => contrast.removeEventListener('change', apply)
}
