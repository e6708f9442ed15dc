import { Check, Circle, CircleDot, Eye, X } from 'lucide-react'
import type { Judgement } from '#model/take.ts'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'

const MARKS = {
  unseen: { Icon: CircleDot, colour: 'text-info' },
  seen: { Icon: Eye, colour: 'text-soft' },
  kept: { Icon: Check, colour: 'text-ok' },
  rejected: { Icon: X, colour: 'text-bad' },
  circled: { Icon: Circle, colour: 'text-text' },
} as const

/** How a take was judged, as a sign and a word. */
export function JudgementMark({ judgement }: { judgement: Judgement }) {
  const { Icon, colour } = MARKS[judgement]
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 ${colour}`}>
      <Icon {...SMALL_ICON} size={12} />
      {texts.takes.judgements[judgement]}
    </span>
  )
}
