import type { Hold } from '#model/hold.ts'
import { openMoney } from '../../frame/open-money.ts'
import { openServices } from '../../frame/open-services.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'

type Props = {
  readonly hold: Hold
  /** Whose request, or requests, it holds. */
  readonly projectId: string | null
  readonly serviceId: string | null
  readonly serviceTitle: string
  readonly tryService: () => void
  readonly className?: string
}

/** What a person can do about a reason for waiting; nothing where it ends by itself. */
export function HoldAction({ hold, projectId, serviceId, serviceTitle, tryService, className = '' }: Props) {
  const { outbox } = texts
  const button = (label: string, act: () => void, name?: string) => (
    <Button size="small" className={className} aria-label={name} onClick={act}>
      {label}
    </Button>
  )
  if (hold.kind === 'no-cap' || hold.kind === 'over-cap') return button(outbox.openMoney, () => openMoney(projectId))
  if (hold.kind === 'needs-key') return button(outbox.addKey, () => openServices(serviceId))
  if (hold.kind === 'trouble') return button(outbox.tryNow, tryService, outbox.tryNowName(serviceTitle))
  return null
}
