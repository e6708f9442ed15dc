import { useQuery } from '@tanstack/react-query'
import { Clapperboard } from 'lucide-react'
import { TICKS_PER_SECOND } from '#model/time.ts'
import { runCommand } from '../../commands/registry.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { dollars } from '#model/dollars.ts'
import { ICON } from '../../ui/icon.ts'

/** What came since dailies were last watched. */
export function useDailies() {
  const { id: projectId } = useProject()
  return useQuery(useQueries().takes.dailies.queryOptions({ input: { projectId } })).data
}

/** Tells what arrived and what did not, and offers to watch it; nothing stands here while there is nothing new. */
export function DailiesBar() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const dailies = useDailies()
  if (!dailies || dailies.takeIds.length + dailies.stopped.length === 0) return null
  const { atMs, takeIds, stopped, costMicroUsd, durationTicks } = dailies
  const counted = (state: 'failed' | 'refused'): number => stopped.filter(one => one.state === state).length
  const summary = texts.dailies.summary({
    arrived: takeIds.length,
    refused: counted('refused'),
    failed: counted('failed'),
    cost: costMicroUsd > 0 ? dollars(costMicroUsd) : null,
  })
  const minutes = Math.round(durationTicks / TICKS_PER_SECOND / 60)
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 text-12">
      <Clapperboard {...ICON} className="shrink-0 text-soft" />
      <b className="shrink-0 font-medium">{texts.dailies.title}</b>
      <span role="status" className="min-w-0 truncate text-soft">
        {summary}
      </span>
      <span className="grow" />
      <Button size="small" onClick={() => runCommand('takes.dailies')}>
        {takeIds.length > 0 ? texts.dailies.watch(minutes) : texts.dailies.lookAt}
      </Button>
      <Button
        size="small"
        look="quiet"
        title={texts.dailies.notNowName}
        onClick={() => act(() => studio.takes.endDailies({ projectId, untilMs: atMs }))}
      >
        {texts.dailies.notNow}
      </Button>
    </div>
  )
}
