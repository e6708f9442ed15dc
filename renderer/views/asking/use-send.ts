import { useRef } from 'react'
import type { AskPrice } from '#model/contract/ask-price.ts'
import type { Price } from '#model/money.ts'
import { useAct } from '../../client/use-act.ts'
import { heardAsk } from './heard-ask.ts'

type Sending = {
  /** The price that is shown; null while it is not that of what would be sent, or something is in the way. */
  readonly price: AskPrice | null
  readonly ask: (quoted: Price) => Promise<unknown>
  readonly refetch: () => Promise<unknown>
  readonly done: (price: AskPrice) => void
}

/** Asks for what is shown at the price that is shown; where that is refused, the price is looked up anew. */
export function useSend({ price, ask, refetch, done }: Sending): () => void {
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
