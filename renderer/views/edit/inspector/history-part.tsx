import { useQuery } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useQueries } from '../../../client/studio-context.tsx'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { SMALL_ICON } from '../../../ui/icon.ts'
import type { CutHistory } from '../use-cut-history.ts'
import { Part } from './part.tsx'

const words = texts.edit.inspector

type Props = { history: CutHistory; clip: PlacedClip | undefined }

/** What was done to the cut, newest first: each leads back to how the cut was after it. And where the clip's take comes from. */
export function HistoryPart({ history, clip }: Props) {
  const { done, undone, stepBack } = history
  return (
    <>
      <Part title={words.history}>
        {done.length + undone.length === 0 && <p className="text-12 text-soft">{words.historyEmpty}</p>}
        <ol className="-mx-2 flex flex-col pt-1">
          {undone
            .map((name, index) => (
              <Step
                key={`redo ${index}`}
                name={name}
                title={words.redo(name)}
                go={() => stepBack(-index - 1)}
                isUndone
              />
            ))
            .toReversed()}
          {done.map((name, index) => (
            <Step
              key={`undo ${index}`}
              name={name}
              title={index === 0 ? words.undo(name) : words.backTo(name)}
              go={() => stepBack(index === 0 ? 1 : index)}
              isNow={index === 0}
            />
          ))}
        </ol>
      </Part>
      {clip?.item.source.kind === 'take' && <MadeWith takeId={clip.item.source.takeId} />}
    </>
  )
}

type StepProps = { name: string; title: string; go: () => void; isUndone?: boolean; isNow?: boolean }

function Step({ name, title, go, isUndone = false, isNow = false }: StepProps) {
  const Icon = isUndone ? Redo2 : Undo2
  return (
    <li>
      <button
        type="button"
        aria-label={title}
        onClick={go}
        className={`group/step flex h-7 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-raised ${isUndone ? 'text-faint' : 'text-text'} ${isNow ? 'bg-raised' : ''}`}
      >
        <span className="grow truncate">{name}</span>
        <Icon
          {...SMALL_ICON}
          className="invisible shrink-0 text-soft group-hover/step:visible group-focus-visible/step:visible"
        />
      </button>
    </li>
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
