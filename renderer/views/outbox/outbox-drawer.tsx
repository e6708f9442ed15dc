import { Dialog } from '@base-ui/react/dialog'
import { Cloud, CloudOff, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { OutboxStatus } from '#model/contract/outbox-contract.ts'
import { useFollowRequests } from '../../client/request-progress.ts'
import type { Route } from '../../frame/routes.ts'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Segments } from '../../ui/choice.tsx'
import { ICON } from '../../ui/icon.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { Banner } from './banner.tsx'
import { ChosenBar } from './chosen-bar.tsx'
import { HeldNotes } from './held-notes.tsx'
import { OutboxList } from './outbox-list.tsx'
import { useOutboxStatus } from './outbox-pill.tsx'
import { timeOfDay } from './time-of-day.ts'
import { useChosen } from './use-chosen.ts'
import { useRowActs } from './use-row-acts.ts'

type Props = {
  /** The project that is open; null in the Library. */
  readonly projectId: string | null
  readonly go: (route: Route) => void
  readonly close: () => void
}

/** Everything that is asked for: connection, what needs a person, what runs, what waits, what is done. */
export function OutboxDrawer({ projectId, go, close }: Props) {
  const [isAll, setAll] = useState(projectId === null)
  const scope = isAll ? null : projectId
  const { data: status, error, refetch } = useOutboxStatus(scope)
  useFollowRequests()
  return (
    <Dialog.Root open onOpenChange={open => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          data-modal=""
          className="fixed inset-y-2 right-2 z-40 flex w-110 max-w-[calc(100vw-16px)] flex-col overflow-hidden rounded-card bg-panel shadow-float inset-ring inset-ring-line outline-none"
        >
          <div className="flex h-12 shrink-0 items-center gap-3 pr-2 pl-4">
            <Dialog.Title className="grow text-15 font-strong">{texts.outbox.title}</Dialog.Title>
            {projectId !== null && (
              <Segments
                name={texts.outbox.scope}
                value={isAll ? 'all' : 'this'}
                choose={value => setAll(value === 'all')}
                options={[
                  { value: 'this', label: texts.outbox.onlyThis },
                  { value: 'all', label: texts.outbox.everything },
                ]}
              />
            )}
            <IconButton name={texts.ui.close} look="quiet" onClick={close}>
              <X {...ICON} />
            </IconButton>
          </div>
          {!status && (error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting />)}
          {status && (
            <>
              <Connection status={status} />
              {status.trouble !== null && <Trouble reason={status.trouble} />}
              <Requests key={scope} status={status} projectId={scope} go={go} close={close} />
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Connection({ status: { isOnline, connectionSinceMs } }: { status: OutboxStatus }) {
  const { outbox } = texts
  const since = connectionSinceMs === null ? null : timeOfDay(connectionSinceMs)
  const Icon = isOnline ? Cloud : CloudOff
  return (
    <Banner
      icon={<Icon {...ICON} className={`mt-0.5 shrink-0 ${isOnline ? 'text-soft' : 'text-warn'}`} />}
      title={isOnline ? outbox.onlineTitle : outbox.offlineTitle(since)}
      body={isOnline ? outbox.onlineBody : outbox.offlineBody}
      wash={isOnline ? 'bg-raised' : 'bg-warn-wash'}
    />
  )
}

function Trouble({ reason }: { reason: string }) {
  return (
    <Banner
      icon={<TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-bad" />}
      title={texts.outbox.trouble}
      body={texts.outbox.troubleBody(reason)}
      wash="bg-bad-wash"
    />
  )
}

/** Before anything is known of the outbox. */
function Waiting() {
  return (
    <div aria-busy="true" className="flex min-h-0 grow flex-col gap-3 p-4">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="min-h-0 w-full grow" />
    </div>
  )
}

type RequestsProps = Props & { readonly status: OutboxStatus }

function Requests({ status, projectId, go, close }: RequestsProps) {
  const acts = useRowActs(projectId, go, close)
  const chosen = useChosen(projectId)
  const ids = [...chosen.ids]
  return (
    <>
      <HeldNotes held={status.held} hasProject={projectId === null} tryService={acts.tryService} />
      <OutboxList status={status} projectId={projectId} acts={acts} chosen={chosen} />
      {ids.length === 0 ? (
        <p className="shrink-0 border-t border-line px-4 py-3 text-12 text-soft">{texts.outbox.note}</p>
      ) : (
        <ChosenBar
          count={ids.length}
          prioritise={isFirst => {
            acts.prioritise(ids, isFirst)
            chosen.clear()
          }}
          drop={() => {
            acts.drop(ids)
            chosen.clear()
          }}
          clear={chosen.clear}
        />
      )}
    </>
  )
}
