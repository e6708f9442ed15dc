import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { LookWord } from '#model/prompt/without-word.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/states.tsx'
import { useSendKey } from '../asking/use-send-key.ts'
import { RemakeChanges } from './remake-changes.tsx'
import { closeRemake, useWithoutWord, type WithoutAsked } from './remake-store.ts'
import { askLabel, useRemaking } from './use-remaking.ts'

const words = texts.remake

/** A take once more with the same seed, but for one of its look words: first which, and what it costs. */
export function WithoutWordDialog() {
  const asked = useWithoutWord()
  return asked && <Open key={asked.takeId} asked={asked} />
}

function Open({ asked: { takeId, title, modelId } }: { asked: WithoutAsked }) {
  const { id: projectId } = useProject()
  const queries = useQueries().takes
  const [chosen, setChosen] = useState<LookWord | null>(null)
  const lookWords = useQuery({ ...queries.lookWords.queryOptions({ input: { projectId, takeId } }), retry: false })
  const of = chosen && { kind: 'without' as const, takeId, lookWord: chosen }
  const { plan, error, retry, canSend, send } = useRemaking(of && { projectId, of, modelId, takesEach: 1 })
  useSendKey(send)
  const failure = lookWords.error ?? error
  return (
    <Dialog
      title={words.without}
      isOpen
      close={closeRemake}
      width="narrow"
      actions={
        <>
          <Button onClick={closeRemake}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={!canSend} onClick={send}>
            {plan ? askLabel(plan) : chosen ? words.reckoning : words.chooseWord}
            <CommandKeys id="takes.make" />
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          <p className="font-medium">{title}</p>
          <p className="mt-0.5 text-pretty text-soft">{words.withoutBody}</p>
        </div>
        {lookWords.data?.length === 0 && <p>{words.noLookWords}</p>}
        {lookWords.data && lookWords.data.length > 0 && (
          <WordChoice choices={lookWords.data} chosen={chosen} choose={setChosen} />
        )}
        {failure ? (
          <Failed error={failure} retry={lookWords.error ? () => void lookWords.refetch() : retry} />
        ) : (
          plan && <RemakeChanges plan={plan} nothing={words.nothingButWord} />
        )}
      </div>
    </Dialog>
  )
}

type Choice = {
  choices: readonly LookWord[]
  chosen: LookWord | null
  choose: (word: LookWord) => void
}

function WordChoice({ choices, chosen, choose }: Choice) {
  const name = useId()
  return (
    <fieldset className="flex max-h-60 flex-wrap gap-1.5 overflow-y-auto p-0.5">
      <legend className="mb-1 text-12 text-soft">{words.withoutWhich}</legend>
      {choices.map(choice => {
        const isChosen = choice.kind === chosen?.kind && choice.word === chosen.word
        return (
          <label
            key={`${choice.kind} ${choice.word}`}
            className={`inline-flex min-h-6 items-center rounded-control px-2 py-0.5 has-focus-visible:outline-2 has-focus-visible:outline-now ${isChosen ? 'bg-chosen text-on-chosen line-through' : 'bg-control hover:bg-control-hover'}`}
          >
            <input type="radio" name={name} className="sr-only" checked={isChosen} onChange={() => choose(choice)} />
            {choice.kind === 'negative' ? words.never(choice.word) : choice.word}
          </label>
        )
      })}
    </fieldset>
  )
}
