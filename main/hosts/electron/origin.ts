/** The window's one origin: the page and all it loads come from it, so nothing is cross-origin and nothing a file URL. */
export const STUDIO_ORIGIN = 'studio://app'

export function isOwnPage(url: string): boolean {
  return url === STUDIO_ORIGIN || url.startsWith(`${STUDIO_ORIGIN}/`)
}

/** A page of the web that the system's browser may be given. */
export function isWebPage(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
