import { useMemo } from 'react'
import type { SentWords, TreatmentRow } from '#model/contract/treatment-contract.ts'
import { wayOut } from '#model/prompt/passage.ts'
import type { PromptParts } from '#model/prompt/said.ts'
import { variationAsks } from '#model/prompt/variation-asks.ts'
import { whatIsSent, type WhatIsSent } from '#model/prompt/what-is-sent.ts'
import { passageOf } from '../passage-of.ts'
import { useTyping, type Typing } from '../table/typing.ts'
import { useTreatment } from '../use-treatment.tsx'

export type SentNow = {
  /** One variation of the shot, with what is being typed. */
  readonly parts: PromptParts
  readonly sent: WhatIsSent
  /** The same as one text, for a service on the web. */
  readonly wholeText: string
  /** Of all variations, as many as are written out, and what tells them apart; without any one, and ''. */
  readonly all: readonly WhatIsSent[]
  readonly labels: readonly string[]
  readonly count: number
}

/** What would be sent of a shot with the words that stand in its cells at this moment; `variation` from 0. */
export function useSent(shot: TreatmentRow, kept: SentWords, variation: number): SentNow {
  const typing = useTyping()
  const typed = typing?.shotId === shot.id ? typing : null
  const hasNext = shot.number < useTreatment().shots.length
  return useMemo(() => {
    const { count, asks } = variationAsks(typed ? withTyped(kept.parts, shot, typed, hasNext) : kept.parts)
    const all = asks.map(({ parts }) => whatIsSent(parts, kept.reading))
    const index = Math.min(variation, asks.length - 1)
    const { parts } = asks[index]!
    return {
      parts,
      sent: all[index]!,
      wholeText: whatIsSent(parts, { ...kept.reading, takesFields: false }).words.text ?? '',
      all,
      labels: asks.map(({ label }) => label),
      count,
    }
  }, [kept, shot, typed, hasNext, variation])
}

function withTyped(parts: PromptParts, shot: TreatmentRow, { column, text }: Typing, hasNext: boolean): PromptParts {
  const written = text.trim()
  if (column === 'prompt') return { ...parts, prompt: written }
  if (column === 'cameraMove') return { ...parts, camera: written }
  // A passage that is written anew leads to the shot that follows.
  if (column === 'passage' && hasNext && written !== shot.passage) {
    return { ...parts, passageOut: wayOut(passageOf({ ...shot, passage: written })) }
  }
  return parts
}
