import { useQuery } from '@tanstack/react-query'
import { Plus, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useQueries } from '../../../client/studio-context.tsx'
import { wantedService } from '../../../frame/open-services.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { Failed, Skeleton } from '../../../ui/states.tsx'
import { ServerDialog } from './server-dialog.tsx'
import { ServiceRow } from './service-row.tsx'

const { services: words } = texts

/** Every service with its state; one of them open at a time. */
export function ServicesPage() {
  const { data, error, refetch } = useQuery(useQueries().services.list.queryOptions())
  const { data: own } = useQuery(useQueries().services.ownModels.queryOptions())
  const [openId, setOpenId] = useState(() => wantedService.getState().id)
  const [isAdding, setIsAdding] = useState(false)
  // The next time they open, it is by somebody else.
  useEffect(() => () => wantedService.setState({ id: null }), [])
  if (!data && error) return <Failed error={error} retry={() => void refetch()} />
  return (
    <section aria-label={words.list} className="flex flex-col gap-3">
      <p className="text-pretty text-soft">{words.intro}</p>
      {own?.trouble && (
        <p role="alert" className="flex gap-2 text-pretty break-words whitespace-pre-line">
          <TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-bad" />
          <span className="min-w-0">{own.trouble}</span>
        </p>
      )}
      {data ? (
        <ul className="flex flex-col gap-px overflow-hidden rounded-card">
          {data.map(service => (
            <ServiceRow
              key={service.id}
              service={service}
              isOpen={service.id === openId}
              setOpen={isOpen => setOpenId(isOpen ? service.id : null)}
            />
          ))}
        </ul>
      ) : (
        <div className="flex flex-col gap-px" aria-hidden="true">
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="h-12" />
          ))}
        </div>
      )}
      <Button className="self-start" onClick={() => setIsAdding(true)}>
        <Plus {...ICON} size={14} />
        {words.server.add}
      </Button>
      {own && !own.trouble && (
        <p className="text-12 text-pretty break-words text-faint">{words.ownModels(own.count, own.path)}</p>
      )}
      {isAdding && <ServerDialog service={null} onAdded={setOpenId} close={() => setIsAdding(false)} />}
    </section>
  )
}
