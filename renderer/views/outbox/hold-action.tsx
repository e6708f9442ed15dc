import type { Hold } from '#model/hold.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { openMoney, openService } from './ways-out.ts'

type Props = {
  readonly hold: Hold
  readonly serviceTitle: string
  readonly tryService: () => void
  readonly className?: string
}

/** What a person can do about a reason for waiting; nothing where it ends by itself. */
export function HoldAction({ hold, serviceTitle, tryService, className = '' }: Props) {
  const { outbox } = texts
  const button = (label: string, act: () => void, name?: string) => (
    <Button size="small" className={className} aria-label={name} onClick={act}>
      {label}
    </Button>
  )
  if (hold.kind === 'no-cap' || hold.kind === 'over-cap') return button(outbox.openMoney, openMoney)
  if (hold.kind === 'needs-key') return button(outbox.addKey, openService)
  if (hold.kind === 'trouble') return button(outbox.tryNow, tryService, outbox.tryNowName(serviceTitle))
  return null
}
