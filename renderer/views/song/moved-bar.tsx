import { Info, X } from 'lucide-react'
import { useState } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'

const { moved: words } = texts.song

/** Repairs move no plan and no cut by themselves: this says what stands beside the beats now, and moves it when told to. */
export function MovedBar({ song }: { song: SongScreen }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const { plan, cuts } = song.offBeat
  const seen = `${plan} ${cuts}`
  const [dismissed, setDismissed] = useState('')
  if (plan + cuts === 0 || dismissed === seen) return null

  const move = (work: () => Promise<unknown>, text: string): void =>
    act(async () => {
      await work()
      notify({ kind: 'ok', text })
    })

  return (
    <div role="status" className="flex min-h-9 shrink-0 items-center gap-3 border-b border-line bg-info-wash px-3 py-1">
      <Info {...ICON} className="shrink-0 text-info" />
      <span className="min-w-0 grow truncate">{words.text(plan, cuts)}</span>
      {plan > 0 && (
        <Button size="small" onClick={() => move(() => studio.treatment.plan({ projectId }), words.planMoved)}>
          {words.plan}
        </Button>
      )}
      {cuts > 0 && (
        <Button size="small" onClick={() => move(() => studio.song.moveCuts({ projectId }), words.cutsMoved)}>
          {words.cuts}
        </Button>
      )}
      <IconButton name={words.later} look="quiet" size="small" onClick={() => setDismissed(seen)}>
        <X {...ICON} />
      </IconButton>
    </div>
  )
}
