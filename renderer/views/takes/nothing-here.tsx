import { Clapperboard, SearchX } from 'lucide-react'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { narrowTakes } from './takes-store.ts'
import type { Takes } from './use-takes.ts'

/** In place of a grid without rows: why there are none, and the next step. */
export function NothingHere({ takes: { takes, shots }, importClips }: { takes: Takes; importClips: () => void }) {
  if (takes.length > 0) {
    const showAll = (): void => narrowTakes({ filter: 'all', searchText: '', isRejectedHidden: false })
    return (
      <Empty
        icon={<SearchX size={28} strokeWidth={1.4} />}
        title={texts.takes.nothingFits}
        body={texts.takes.nothingFitsBody}
      >
        <Button onClick={showAll}>{texts.takes.showAll}</Button>
      </Empty>
    )
  }
  const icon = <Clapperboard size={28} strokeWidth={1.4} />
  if (shots.length === 0) {
    return (
      <Empty icon={icon} title={texts.takes.noShotsTitle} body={texts.takes.noShotsBody}>
        <Button look="primary" onClick={() => runCommand('go.treatment')}>
          {texts.takes.toTreatment}
        </Button>
      </Empty>
    )
  }
  return (
    <Empty icon={icon} title={texts.takes.emptyTitle} body={texts.takes.emptyBody(shots.length)}>
      <Button look="primary" onClick={() => runCommand('takes.make')}>
        {texts.takes.make}
      </Button>
      <Button onClick={importClips}>{texts.takes.importClips}</Button>
    </Empty>
  )
}
