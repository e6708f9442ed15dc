import { useEffect, useRef } from 'react'
import { useFocus } from '../../frame/focus.ts'
import { cellNear, type Cell } from './take-rows.ts'
import { comeToTake, holdTake } from './takes-store.ts'
import type { Judging } from './use-judging.ts'
import type { Takes } from './use-takes.ts'

const AT_FIRST: Cell = { row: 0, column: 0 }

/**
 * Something is always current: the shot of the workspace before, else the first take that is shown. It stays so while others
 * come and go around it, and where it goes itself, what stands in its place is current.
 */
export function useCurrentTake({ rows }: Takes, cell: Cell | null): void {
  const { shotId, takeId } = useFocus()
  const last = useRef(AT_FIRST)
  useEffect(() => {
    const now = cell ?? cellNear(rows, last.current)
    const row = now && rows[now.row]
    if (!now || !row) return
    last.current = now
    const own = row.shot?.id ?? null
    const take = row.takes[now.column]
    if (own !== shotId || (take?.id ?? null) !== takeId) comeToTake(own, take?.id ?? null)
    if (take) holdTake(take.id)
  }, [cell, rows, shotId, takeId])
}

/** A look of this long is one; large it needs less. */
const LOOK_MS = 1500
const LOOK_LARGE_MS = 600

/**
 * Whoever has stood before a take has seen it. The one that stands current in the grid because something has to is not looked
 * at for that: dailies would be without it.
 */
export function useSeen(takeId: string | null, isLarge: boolean, judging: Judging): void {
  const { isByItself } = useFocus()
  const isLookedAt = takeId !== null && (isLarge || !isByItself)
  useEffect(() => {
    if (!isLookedAt) return undefined
    const timer = setTimeout(() => judging.see([takeId]), isLarge ? LOOK_LARGE_MS : LOOK_MS)
    return () => clearTimeout(timer)
  }, [takeId, isLookedAt, isLarge, judging])
}
