import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assertNever } from '#model/assert-never.ts'
import { TAKES_OF_ROUND } from '#model/asked-shots.ts'
import type { AskPrice, TakesWish } from '#model/contract/ask-price.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { tellAsked } from './tell-asked.ts'
import { useSend } from './use-send.ts'

/** The shots a screen offers to make takes for. */
export type AskableShots = {
  readonly current: { readonly id: string; readonly number: number } | null
  /** Those that are selected, when they are several. */
  readonly selected: readonly string[]
  readonly all: readonly string[]
}

export type Which = 'without-takes' | 'none-kept' | 'selected' | 'current' | 'all'

/** What is most likely wanted; `without` shots have no take, and none on the way. */
export function likelyChoice({ current, selected }: AskableShots, without: number): Which {
  if (selected.length > 1) return 'selected'
  if (without > 0) return 'without-takes'
  return current ? 'current' : 'all'
}

export type AskedClip = Pick<TakesWish, 'lengthTicks' | 'size'>

/** What is going to be asked for, its price, and the sending of it. */
export type Asking = {
  readonly which: Which
  readonly choose: (which: Which) => void
  readonly takesEach: number
  readonly setTakesEach: (takes: number) => void
  readonly model: string | null
  readonly setModel: (model: string | null) => void
  /** How long and how large its takes are to be; missing = what fits. */
  readonly clip: AskedClip
  readonly setClip: (clip: AskedClip) => void
  /** From words alone, however their seams are bound. */
  readonly isOpen: boolean
  readonly setOpen: (isOpen: boolean) => void
  /** The newest that is known, maybe of what was chosen just before. */
  readonly price: AskPrice | undefined
  readonly error: Error | null
  readonly retry: () => void
  /** The price shown is of what is chosen now, and nothing is in the way. */
  readonly canSend: boolean
  readonly send: () => void
}

export function useAsking(projectId: string, shots: AskableShots, first: Which, close: () => void): Asking {
  const studio = useStudio()
  const [which, setWhich] = useState(first)
  const [takesEach, setTakesEach] = useState(TAKES_OF_ROUND[roundOf(first)])
  const [model, setModel] = useState<string | null>(null)
  const [clip, setClip] = useState<AskedClip>({})
  const [isOpen, setOpen] = useState(false)
  const wish: TakesWish = { projectId, shots: shotsOf(which, shots), takesPerShot: takesEach, model, ...clip, isOpen }
  const {
    data: price,
    error,
    isPlaceholderData,
    refetch,
  } = useQuery({
    ...useQueries().outbox.price.queryOptions({ input: wish }),
    placeholderData: keepPreviousData,
  })
  const isShown = price !== undefined && !isPlaceholderData && error === null
  const canSend = isShown && price.obstacles.length === 0 && price.takes > 0
  const send = useSend({
    price: canSend ? price : null,
    ask: quoted => studio.outbox.ask({ ...wish, quoted }),
    refetch,
    done(paid) {
      tellAsked({ ...paid, waitingTakes: isOpen ? 0 : paid.waitingTakes })
      close()
    },
  })

  return {
    which,
    choose(next) {
      setWhich(next)
      setTakesEach(TAKES_OF_ROUND[roundOf(next)])
      setClip({})
    },
    takesEach,
    setTakesEach,
    model,
    setModel(next) {
      setModel(next)
      // Another model makes other lengths and sizes.
      setClip({})
    },
    clip,
    setClip,
    isOpen,
    setOpen,
    price,
    error,
    retry: () => void refetch(),
    canSend,
    send,
  }
}

function roundOf(which: Which): TakesWish['shots']['kind'] {
  return which === 'without-takes' || which === 'none-kept' ? which : 'these'
}

function shotsOf(which: Which, { current, selected, all }: AskableShots): TakesWish['shots'] {
  switch (which) {
    case 'without-takes':
    case 'none-kept':
      return { kind: which }
    case 'selected':
      return { kind: 'these', shotIds: [...selected] }
    case 'current':
      return { kind: 'these', shotIds: current ? [current.id] : [] }
    case 'all':
      return { kind: 'these', shotIds: [...all] }
    default:
      return assertNever(which)
  }
}
