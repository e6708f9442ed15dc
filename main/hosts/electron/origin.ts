/** The window's one origin: the page and all it loads come from it, so nothing is cross-origin and nothing a file URL. */
export const STUDIO_ORIGIN = 'studio://app'
