import { Clapperboard } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { openVersion } from '../../editor/session.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Opening } from '../../ui/states.tsx'

const words = texts.edit.empty

/** No version yet: what assembling does, and the one step to it. */
export function NoCut() {
  const { id: projectId, hasSong, song } = useProject()
  const studio = useStudio()
  const act = useAct()
  const { data: shots } = useQuery(useQueries().takes.shots.queryOptions({ input: { projectId } }))
  const icon = <Clapperboard size={36} strokeWidth={1.3} aria-hidden="true" />
  if (song === null) {
    return (
      <Page>
        <Empty icon={icon} title={words.title} body={hasSong ? words.songUnheard : words.noSong}>
          <Button look="primary" size="large" onClick={() => runCommand('go.song')}>
            {words.toSong}
          </Button>
        </Empty>
      </Page>
    )
  }
  if (!shots) return <Opening label={words.opening} />
  if (shots.length === 0) {
    return (
      <Page>
        <Empty icon={icon} title={words.title} body={words.noShots}>
          <Button look="primary" size="large" onClick={() => runCommand('go.treatment')}>
            {words.toTreatment}
          </Button>
        </Empty>
      </Page>
    )
  }
  const assemble = (): void =>
    act(async () => {
      const wish = { projectId, sequenceId: null, transition: 'cut', how: 'new-version' } as const
      const { sequenceId } = await studio.sequences.assemble(wish)
      openVersion(projectId, sequenceId)
    })
  return (
    <Page>
      <Empty icon={icon} title={words.title} body={words.body}>
        <Button look="primary" size="large" onClick={assemble}>
          {words.assemble}
        </Button>
      </Empty>
    </Page>
  )
}

function Page({ children }: { children: React.ReactNode }) {
  return <div className="flex size-full">{children}</div>
}
