import { useQuery } from '@tanstack/react-query'
import { PowerOff } from 'lucide-react'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { dayOf } from './history-lines.ts'
import { openRemake } from './remake-store.ts'

/** Tells of models that were shut down while shots still wait to be made with them, and offers the way out. */
export function RetiredModels() {
  const { id: projectId } = useProject()
  const { data } = useQuery(useQueries().takes.retiredModels.queryOptions({ input: { projectId } }))
  return data?.map(({ id, title, shutDownOnDay, shots }) => {
    const name = texts.remake.reshootAll(shots)
    return (
      <div
        key={id}
        role="status"
        className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 text-12"
      >
        <PowerOff {...ICON} className="shrink-0 text-warn" />
        <b className="shrink-0 font-medium">{texts.remake.shutDown(title, dayOf(shutDownOnDay))}</b>
        <span className="min-w-0 truncate text-soft">{texts.remake.stillThere}</span>
        <span className="grow" />
        <Button
          size="small"
          look="primary"
          onClick={() =>
            openRemake({ of: { kind: 'model', modelId: id }, title: name, isVariation: false, modelId: null })
          }
        >
          {name}
        </Button>
      </div>
    )
  })
}
