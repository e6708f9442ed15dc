/** Between cards, and between their rows. */
export const COLUMN_GAP = 20
export const ROW_GAP = 28
/** The section strip and the words under a card's picture. */
const UNDER_PICTURE = 94
const NARROWEST_CARD = 272
/** On a large screen cards grow, too. */
const SHARE_OF_WINDOW = 0.16

export type GridMeasures = { readonly columns: number; readonly cardWidth: number; readonly cardHeight: number }

/** As many cards side by side as fit into `width`, all of one size, their pictures 16:9. In CSS pixels. */
export function gridMeasures(width: number, windowWidth: number): GridMeasures {
  const narrowest = Math.max(NARROWEST_CARD, windowWidth * SHARE_OF_WINDOW)
  const columns = Math.max(1, Math.floor((width + COLUMN_GAP) / (narrowest + COLUMN_GAP)))
  const cardWidth = (width - COLUMN_GAP * (columns - 1)) / columns
  return { columns, cardWidth, cardHeight: Math.round((cardWidth * 9) / 16) + UNDER_PICTURE }
}

/** Where an arrow key leads in rows of so many; null where it leads nowhere. */
export function movedTo(key: string, at: number, count: number, columns: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  }
  const to = moves[key]
  if (to === undefined || to === at) return null
  // From above the last, shorter row, down leads to its end.
  if (to >= count && key === 'ArrowDown' && Math.floor(at / columns) < Math.floor((count - 1) / columns))
    return count - 1
  return to >= 0 && to < count ? to : null
}
