import { TriangleAlert } from 'lucide-react'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { useAct } from '../../../client/use-act.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { timeOfDay } from '../../outbox/time-of-day.ts'

const { services: words } = texts

type Props = { readonly serviceId: string; readonly pause: NonNullable<ServiceFacts['pause']> }

/** Why a service takes nothing now, until when, and the way to try it at once. */
export function PausePart({ serviceId, pause: { message, untilMs } }: Props) {
  const studio = useStudio()
  const act = useAct()
  return (
    <div className="flex items-start gap-3 rounded-control bg-warn-wash py-2 pr-2 pl-3">
      <TriangleAlert {...ICON} size={14} className="mt-1 shrink-0 text-warn" />
      <div className="min-w-0 grow">
        <p className="text-pretty">{message}</p>
        <p className="text-12 text-soft">
          {untilMs === null ? words.waitsForYou : words.triesAgain(timeOfDay(untilMs))}
        </p>
      </div>
      <Button onClick={() => act(() => studio.services.tryNow({ serviceId }))}>{words.tryNow}</Button>
    </div>
  )
}
