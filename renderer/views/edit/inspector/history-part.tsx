import { useQuery } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useQueries } from '../../../client/studio-context.tsx'
import { runCommand } from '../../../commands/registry.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { Part } from './part.tsx'

const words = texts.edit.inspector

type Props = {
  history: { readonly undo: string | null; readonly redo: string | null }
  clip: PlacedClip | undefined
}

/** What was done to the cut last, and where the clip's take comes from. */
export function HistoryPart({ history, clip }: Props) {
  const { undo, redo } = history
  return (
    <>
      <Part title={words.history}>
        {undo === null && redo === null && <p className="text-12 text-soft">{words.historyEmpty}</p>}
        <div className="flex flex-wrap gap-2 pt-1">
          {undo !== null && (
            <Button size="small" onClick={() => runCommand('history.undo')}>
              <Undo2 {...SMALL_ICON} />
              {words.undo(undo)}
            </Button>
          )}
          {redo !== null && (
            <Button size="small" onClick={() => runCommand('history.redo')}>
              <Redo2 {...SMALL_ICON} />
              {words.redo(redo)}
            </Button>
          )}
        </div>
      </Part>
      {clip?.item.source.kind === 'take' && <MadeWith takeId={clip.item.source.takeId} />}
    </>
  )
}

function MadeWith({ takeId }: { takeId: string }) {
  const { data } = useQuery(useQueries().takes.detail.queryOptions({ input: { takeId } }))
  if (!data) return null
  const { asked, prompt, file } = data
  const when = asked && new Date(asked.atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Part title={words.madeWith} aside={asked ? asked.model : words.imported}>
      <p className="text-pretty text-soft">{prompt === '' ? file?.name : prompt}</p>
      {when && <p className="pt-1 text-12 text-faint">{when}</p>}
    </Part>
  )
}
