import { TriangleAlert } from 'lucide-react'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { useProject } from '../../frame/use-project.tsx'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { useEdits, useTreatment } from './use-treatment.tsx'

/** Says when the shots do not stand over the song as they should, and why; nothing while they do. */
export function PlanNotice() {
  const { isPlanOld, planProblem, songFrames, shots } = useTreatment()
  const { hasSong } = useProject()
  const { plan } = useEdits()
  if (shots.length === 0) return null
  if (songFrames === null) {
    return (
      <Notice text={hasSong ? texts.treatment.songUnheard : texts.treatment.noSong}>
        <Button size="small" onClick={() => runCommand('go.song')}>
          {hasSong ? texts.treatment.toSongUnheard : texts.treatment.toSong}
        </Button>
      </Notice>
    )
  }
  if (!isPlanOld) return null
  if (planProblem !== null) return <Notice text={planProblem} />
  return (
    <Notice text={texts.treatment.planOld}>
      <Button size="small" onClick={plan}>
        {texts.treatment.plan}
      </Button>
    </Notice>
  )
}

/** A line above the treatment that says what is amiss, with what can be done. */
export function Notice({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-9 shrink-0 items-center gap-2.5 border-b border-line bg-warn-wash px-4 py-1 text-12"
    >
      <TriangleAlert {...ICON} size={14} className="shrink-0 text-warn" />
      <span className="min-w-0 grow">{text}</span>
      {children}
    </div>
  )
}
