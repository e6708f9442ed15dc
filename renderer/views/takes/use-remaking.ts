import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { RemakePlan, RemakeWish } from '#model/contract/take-remake.ts'
import { dollars } from '#model/dollars.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { tellAsked } from '../asking/tell-asked.ts'
import { useSend } from '../asking/use-send.ts'
import { closeRemake } from './remake-store.ts'

/** What it comes to when clips are made again, and the asking for it at the price that is shown. */
export type Remaking = {
  /** The newest that is known, maybe of what was chosen just before. */
  readonly plan: RemakePlan | undefined
  readonly error: Error | null
  readonly retry: () => void
  /** The price shown is of what is chosen now. */
  readonly canSend: boolean
  readonly send: () => void
}

/** `wish` is null until enough is chosen. The dialog closes when it is asked for; what fails leaves it open, with the price of now. */
export function useRemaking(wish: RemakeWish | null): Remaking {
  const studio = useStudio()
  const {
    data: plan,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...useQueries().takes.planRemake.queryOptions({ input: wish ?? skipToken }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const shown = wish !== null && plan !== undefined && !isPlaceholderData && error === null ? { wish, plan } : null
  const send = useSend({
    price: shown && shown.plan,
    ask: async quoted => shown && studio.takes.remake({ ...shown.wish, modelId: shown.plan.modelId, quoted }),
    refetch,
    done(paid) {
      tellAsked(paid)
      closeRemake()
    },
  })
  return { plan, error, retry: () => void refetch(), canSend: shown !== null, send }
}

/** On the button that asks: how many, and for how much where that is known. */
export function askLabel({ takes, microUsd, unpricedTakes }: RemakePlan): string {
  const price = microUsd === 0 ? texts.remake.free : dollars(microUsd)
  return texts.remake.ask(takes, unpricedTakes > 0 ? null : price)
}
