import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { LookWord } from '#model/prompt/without-word.ts'
import { dollars } from '#model/dollars.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed } from '../../ui/states.tsx'
import { heardAsk } from '../asking/heard-ask.ts'
import { tellRemade } from '../asking/tell-asked.ts'
import { RemakeChanges } from './remake-changes.tsx'
import { closeRemake, useWithoutWord, type WithoutAsked } from './remake-store.ts'

const words = texts.remake

/** A take once more with the same seed, but for one of its look words: first which, and what it costs. */
export function WithoutWordDialog() {
  const asked = useWithoutWord()
  return asked && <Open key={asked.takeId} asked={asked} />
}

function Open({ asked: { takeId, title, modelId } }: { asked: WithoutAsked }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const queries = useQueries().takes
  const formId = useId()
  const [chosen, setChosen] = useState<LookWord | null>(null)
  const lookWords = useQuery({ ...queries.lookWords.queryOptions({ input: { projectId, takeId } }), retry: false })
  const wish = chosen && {
    ...{ projectId, modelId, takesEach: 1 },
    of: { kind: 'without' as const, takeId, lookWord: chosen },
  }
  const plan = useQuery({
    ...queries.planRemake.queryOptions({ input: wish ?? skipToken }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const isReady = wish !== null && plan.data !== undefined && !plan.isPlaceholderData && plan.error === null

  function send(): void {
    if (!isReady) return
    const { priceMicroUsd } = plan.data
    closeRemake()
    act(async () => {
      const { asked } = await heardAsk(() => studio.takes.remake({ ...wish, priceMicroUsd }))
      tellRemade(asked, priceMicroUsd)
    })
  }

  const failure = lookWords.error ?? plan.error
  return (
    <Dialog
      title={words.without}
      isOpen
      close={closeRemake}
      width="narrow"
      actions={
        <>
          <Button onClick={closeRemake}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isReady}>
            {plan.data ? words.ask(1, priceTold(plan.data.priceMicroUsd)) : chosen ? words.reckoning : words.chooseWord}
            <CommandKeys id="takes.make" />
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
        // The key that asks: behind a dialog the command itself hears nothing.
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          send()
        }}
      >
        <div>
          <p className="font-medium">{title}</p>
          <p className="mt-0.5 text-pretty text-soft">{words.withoutBody}</p>
        </div>
        {lookWords.data?.length === 0 && <p>{words.noLookWords}</p>}
        {lookWords.data && lookWords.data.length > 0 && (
          <WordChoice choices={lookWords.data} chosen={chosen} choose={setChosen} />
        )}
        {failure ? (
          <Failed error={failure} retry={() => void (lookWords.error ? lookWords : plan).refetch()} />
        ) : (
          plan.data && <RemakeChanges plan={plan.data} nothing={words.nothingButWord} />
        )}
      </form>
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

function priceTold(microUsd: number | null): string | null {
  if (microUsd === null) return null
  return microUsd === 0 ? words.free.toLowerCase() : dollars(microUsd)
}
