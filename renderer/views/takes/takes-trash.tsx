import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { HoverScrub } from '../../playback/hover-scrub.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import type { TakeShot } from '#model/contract/takes-contract.ts'
import { Empty } from '../../ui/states.tsx'
import { setTakesSession } from './takes-store.ts'

/** What was deleted, and the way back. */
export function TakesTrash({ shots }: { shots: readonly TakeShot[] }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const { data = [] } = useQuery(useQueries().takes.list.queryOptions({ input: { projectId, isTrash: true } }))
  const numberOf = new Map(shots.map(({ id, number }) => [id, number]))
  const back = <Button onClick={() => setTakesSession({ layout: 'grid' })}>{texts.takes.backToTakes}</Button>
  if (data.length === 0) {
    return (
      <div className="flex h-full">
        <Empty icon={<Trash2 size={28} strokeWidth={1.4} />} title={texts.takes.trashEmpty}>
          {back}
        </Empty>
      </div>
    )
  }
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-10 shrink-0 items-center gap-3 px-4">
        <h2 className="grow font-strong">{texts.takes.trashTitle(data.length)}</h2>
        {back}
      </div>
      <ul className="grid min-h-0 grow grid-cols-[repeat(auto-fill,144px)] content-start gap-3 overflow-y-auto px-4 pb-4">
        {data.map(take => (
          <li key={take.id}>
            {take.media ? (
              <HoverScrub
                mediaId={take.media.id}
                durationTicks={take.media.facts.durationTicks}
                alt=""
                className="rounded-small"
              />
            ) : (
              <div className="aspect-video rounded-small bg-raised" />
            )}
            <div className="mt-1 flex h-6 items-center text-12 text-soft">
              <span className="min-w-0 grow truncate">
                {texts.takes.inspectorTitle(numberOf.get(take.shotIds[0] ?? '') ?? null, take.number)}
              </span>
              <Button
                size="small"
                look="quiet"
                onClick={() => act(() => studio.takes.restore({ projectId, takeIds: [take.id] }))}
              >
                {texts.takes.putBack}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
