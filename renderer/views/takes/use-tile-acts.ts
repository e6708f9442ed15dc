import { useEffect, useMemo, useRef } from 'react'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { focusNow, focusShot } from '../../frame/focus.ts'
import { cellOf, takesBetween } from './take-rows.ts'
import type { TileActs } from './take-tile.tsx'
import { alsoSelect, setTakesSession, toggleSelected, turnToTake } from './takes-store.ts'
import type { Takes } from './use-takes.ts'

/** What can be done with a tile under the pointer. */
export function useTileActs({ rows }: Takes): TileActs {
  const studio = useStudio()
  const act = useAct()
  // Tiles are drawn again when what they do is another function: the rows of the moment are looked up.
  const newestRows = useRef(rows)
  useEffect(() => {
    newestRows.current = rows
  })
  return useMemo(
    (): TileActs => ({
      turnTo(shotId, take, how) {
        if (how === 'toggle') toggleSelected(take.id)
        if (how === 'extend') {
          const from = cellOf(newestRows.current, focusNow().takeId, focusNow().shotId)
          const to = cellOf(newestRows.current, take.id, shotId)
          if (from && to) alsoSelect(takesBetween(newestRows.current, from, to))
        }
        turnToTake(shotId, take.id, how !== 'alone')
      },
      open(shotId, take) {
        turnToTake(shotId, take.id)
        setTakesSession({ layout: 'large' })
      },
      again({ requestId, isFree }) {
        // What costs something is asked for again where its price stands.
        if (isFree) act(() => studio.outbox.decide({ requestIds: [requestId], decision: 'again' }))
        else runCommand('frame.outbox')
      },
      editPrompt(shotId) {
        focusShot(shotId)
        runCommand('go.treatment')
      },
    }),
    [act, studio],
  )
}
