import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Clapperboard } from 'lucide-react'
import { useMemo } from 'react'
import type { RenderCut } from '#model/contract/renders-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { useSession } from '../../editor/session.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Failed, Opening } from '../../ui/states.tsx'
import { RenderOrder } from './render-order.tsx'
import { RenderResults } from './render-results.tsx'
import { useRenderChoice } from './render-store.ts'

const SIDES = 'grid h-full grid-cols-[minmax(0,760px)_minmax(0,1fr)] max-wide:grid-cols-[minmax(0,1fr)_minmax(0,404px)]'

/** Films of the cut: how, what of it, what to look at before, the queue, and what came of it. */
export function RenderView() {
  const { id: projectId } = useProject()
  const queries = useQueries()
  const cuts = useQuery(queries.renders.cuts.queryOptions({ input: { projectId } }))
  const list = useQuery(queries.renders.list.queryOptions({ input: { projectId }, placeholderData: keepPreviousData }))
  const choice = useRenderChoice(projectId)
  const openInEdit = useSession(({ versions }) => versions[projectId])
  const sequenceId = choice.sequenceId ?? openInEdit
  const cut = useMemo(() => cuts.data?.find(({ id }) => id === sequenceId) ?? cuts.data?.[0], [cuts.data, sequenceId])
  const error = cuts.error ?? list.error
  if (error && !(cuts.data && list.data)) {
    return (
      <Failed
        error={error}
        retry={() => {
          void cuts.refetch()
          void list.refetch()
        }}
      />
    )
  }
  if (!cuts.data || !list.data) {
    return (
      <div className={SIDES}>
        <Opening label={texts.render.loading} />
        <div className="border-l border-line bg-panel" />
      </div>
    )
  }
  return (
    <div className={SIDES}>
      <Order cut={cut} cuts={cuts.data} />
      <RenderResults rows={list.data} />
    </div>
  )
}

function Order({ cut, cuts }: { cut: RenderCut | undefined; cuts: readonly RenderCut[] }) {
  if (cut) return <RenderOrder key={cut.id} cut={cut} cuts={cuts} />
  return (
    <div className="flex border-r border-line">
      <Empty
        icon={<Clapperboard size={32} strokeWidth={1.4} aria-hidden="true" />}
        title={texts.render.emptyTitle}
        body={texts.render.emptyBody}
      >
        <Button look="primary" onClick={() => runCommand('go.edit')}>
          {texts.render.toEdit}
        </Button>
      </Empty>
    </div>
  )
}
