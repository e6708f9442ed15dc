import {
  Check,
  Circle,
  CircleAlert,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Clock,
  LoaderCircle,
  X,
  type LucideIcon,
} from 'lucide-react'
import type { ShotState } from '#model/contract/treatment-contract.ts'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'

const MARKS: Readonly<Record<ShotState, { readonly Icon: LucideIcon; readonly colour: string }>> = {
  circled: { Icon: Circle, colour: 'text-text' },
  kept: { Icon: Check, colour: 'text-ok' },
  running: { Icon: LoaderCircle, colour: 'text-info' },
  waiting: { Icon: Clock, colour: 'text-info' },
  unseen: { Icon: CircleDot, colour: 'text-info' },
  'none-kept': { Icon: X, colour: 'text-bad' },
  uncertain: { Icon: CircleHelp, colour: 'text-warn' },
  failed: { Icon: CircleAlert, colour: 'text-bad' },
  'no-take': { Icon: CircleDashed, colour: 'text-faint' },
}

/** How far a shot is, as a mark and a word. */
export function ShotStateMark({ state }: { state: ShotState }) {
  const { Icon, colour } = MARKS[state]
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${colour}`}>
      <Icon {...SMALL_ICON} className="shrink-0" />
      <span className="truncate">{texts.treatment.states[state]}</span>
    </span>
  )
}
