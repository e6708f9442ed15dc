import { useRef } from 'react'
import type { Price } from '#model/money.ts'
import { useAct } from '../../client/use-act.ts'
import { heardAsk } from './heard-ask.ts'

type Sending<Shown extends Price> = {
  /** The price that is shown; null while it is not that of what would be sent, or something is in the way. */
  readonly price: Shown | null
  readonly ask: (quoted: Price) => Promise<unknown>
  readonly refetch: () => Promise<unknown>
  readonly done: (price: Shown) => void
}

/** Asks for what is shown at the price that is shown; where that is refused, the price is looked up anew. */
export function useSend<Shown extends Price>({ price, ask, refetch, done }: Sending<Shown>): () => void {
  const act = useAct()
  const isSending = useRef(false)
  return () => {
    // Pressed again before the sheet has gone, nothing is asked for twice.
    if (price === null || isSending.current) return
    isSending.current = true
    const { takes, microUsd, unpricedTakes } = price
    act(async () => {
      try {
        await heardAsk(() => ask({ takes, microUsd, unpricedTakes }))
        done(price)
      } catch (failure) {
        void refetch()
        throw failure
      } finally {
        isSending.current = false
      }
    })
  }
}
