import type { HeldRequests } from '#model/contract/outbox-contract.ts'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import { Banner } from './banner.tsx'
import { HoldAction } from './hold-action.tsx'
import { HOLD_SIGNS, holdWords } from './hold-signs.ts'

/** These say enough at their rows, or at the top. */
const UNTOLD: readonly string[] = ['turn', 'retry', 'offline', 'waits-for-neighbour']

/** What keeps requests waiting, each reason once, with what can be done about it. */
export function HeldNotes({
  held,
  hasProject,
  tryService,
}: {
  held: readonly HeldRequests[]
  hasProject: boolean
  tryService: (serviceId: string) => void
}) {
  const { outbox } = texts
  const told = held.filter(({ hold }) => !UNTOLD.includes(hold.kind))
  if (told.length === 0) return null
  return (
    <div className="flex max-h-34 shrink-0 flex-col gap-px overflow-y-auto">
      {told.map(({ hold, count, serviceId, serviceTitle, projectId, projectTitle, message }) => {
        const { Icon, colour } = HOLD_SIGNS[hold.kind]
        const words = holdWords(hold, serviceTitle ?? '')
        const title = hasProject && projectTitle !== null ? outbox.ofProject(words, projectTitle) : words
        return (
          <Banner
            key={`${hold.kind} ${serviceId} ${projectId}`}
            icon={<Icon {...ICON} className={`mt-0.5 shrink-0 ${colour}`} />}
            title={outbox.waitFor(title, count)}
            body={message ?? outbox.holdBodies[hold.kind]}
            isShort
            wash={hold.kind === 'not-served' ? 'bg-bad-wash' : 'bg-warn-wash'}
          >
            <HoldAction
              hold={hold}
              projectId={projectId}
              serviceId={serviceId}
              serviceTitle={serviceTitle ?? ''}
              tryService={() => serviceId !== null && tryService(serviceId)}
            />
          </Banner>
        )
      })}
    </div>
  )
}
