import {
  CircleAlert,
  Clock,
  CloudOff,
  KeyRound,
  Link2,
  PlugZap,
  RotateCcw,
  Wallet,
  type LucideIcon,
} from 'lucide-react'
import type { Hold } from '#model/hold.ts'
import { texts } from '../../texts.ts'
import { timeOfDay } from './time-of-day.ts'

/** How each reason for waiting is drawn, everywhere. */
export const HOLD_SIGNS: Readonly<Record<Hold['kind'], { readonly Icon: LucideIcon; readonly colour: string }>> = {
  'not-served': { Icon: PlugZap, colour: 'text-bad' },
  'waits-for-neighbour': { Icon: Link2, colour: 'text-warn' },
  offline: { Icon: CloudOff, colour: 'text-warn' },
  'needs-key': { Icon: KeyRound, colour: 'text-warn' },
  trouble: { Icon: CircleAlert, colour: 'text-warn' },
  retry: { Icon: RotateCcw, colour: 'text-soft' },
  'no-cap': { Icon: Wallet, colour: 'text-warn' },
  'over-cap': { Icon: Wallet, colour: 'text-warn' },
  turn: { Icon: Clock, colour: 'text-soft' },
}

/** `failure`: why what it waits for could not be read, where that is so. */
export function holdWords(hold: Hold, service: string, failure: string | null = null): string {
  if (hold.kind === 'waits-for-neighbour' && hold.shot === null && failure !== null) return failure
  return texts.outbox.hold(hold, service, timeOfDay)
}
