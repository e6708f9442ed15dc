import type { AskPrice } from '#model/contract/ask-price.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { priceText } from './price-text.ts'

/** Takes that were asked for: at what price, and how many of them wait for a higher cap, or for a neighbour's picture. */
type Asked = Pick<AskPrice, 'takes' | 'microUsd' | 'unpricedTakes' | 'heldTakes' | 'waitingTakes'>

/** What the notice that stands tells of. */
let told: Asked | null = null

/** Tells that takes are asked for: one notice, which counts for as long as it stands. */
export function tellAsked(asked: Asked): void {
  told = told === null ? asked : together(told, asked)
  notify({ kind: 'info', about: 'asked', text: textOf(told), onClose: () => (told = null) })
}

function together(a: Asked, b: Asked): Asked {
  return {
    takes: a.takes + b.takes,
    microUsd: a.microUsd + b.microUsd,
    unpricedTakes: a.unpricedTakes + b.unpricedTakes,
    heldTakes: a.heldTakes + b.heldTakes,
    waitingTakes: a.waitingTakes + b.waitingTakes,
  }
}

function textOf(asked: Asked): string {
  const { takes, microUsd, unpricedTakes, heldTakes, waitingTakes } = asked
  const isFree = microUsd === 0 && unpricedTakes === 0
  const waits = waitingTakes === 0 ? null : texts.seamBindings.askedWaiting(waitingTakes, takes)
  return heldTakes > 0
    ? texts.asking.askedHeld(takes, priceText(asked), heldTakes, waits)
    : texts.asking.asked(takes, isFree ? null : priceText(asked), waits)
}
