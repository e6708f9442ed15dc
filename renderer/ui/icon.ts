/** How icons are drawn everywhere: `<Play {...ICON} />`. */
export const ICON = { size: 16, strokeWidth: 1.6, 'aria-hidden': true } as const
export const SMALL_ICON = { size: 13, strokeWidth: 1.7, 'aria-hidden': true } as const
