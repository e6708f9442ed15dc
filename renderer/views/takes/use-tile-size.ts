import { useLayoutEffect, useState, type RefObject } from 'react'

/** Between tiles, and at the sides; in points, like all here. */
export const TILE_GAP = 12
/** Of the pictures; on a large screen they grow, the words do not. */
const TILE = { normal: 144, large: 208 } as const
const LARGE_FROM = 1700

/** How large tiles are, and how many fit beside each other and beside what stands before them. */
export function useTileSize(
  scroller: RefObject<HTMLElement | null>,
  besideWidth: number,
): { perLine: number; tileWidth: number } {
  const [width, setWidth] = useState(1100)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const measure = (): void => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  const tileWidth = width >= LARGE_FROM ? TILE.large : TILE.normal
  return { tileWidth, perLine: Math.max(1, Math.floor((width - besideWidth) / (tileWidth + TILE_GAP))) }
}
