import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Minus, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { MOST_REMAKES, type RemakePlan } from '#model/contract/take-remake.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { dollars } from '#model/dollars.ts'
import { SelectField } from '../../ui/field.tsx'
import { ICON } from '../../ui/icon.ts'
import { Failed } from '../../ui/states.tsx'
import { heardAsk } from '../asking/heard-ask.ts'
import { tellRemade } from '../asking/tell-asked.ts'
import { dayOf } from './history-lines.ts'
import { RemakeChanges } from './remake-changes.tsx'
import { closeRemake, useRemake, type RemakeAsked } from './remake-store.ts'

const words = texts.remake

/** Variations of a take, or the same on another model: first what it costs and what is another, then, with another press, the asking. */
export function RemakeDialog() {
  const asked = useRemake()
  return asked && <Open asked={asked} />
}

function Open({ asked }: { asked: RemakeAsked }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const { of, isVariation } = asked
  const [chosenId, setChosenId] = useState<string | null>(asked.modelId)
  const [takesEach, setTakesEach] = useState(isVariation ? 2 : 1)
  const wish = { projectId, of, modelId: chosenId, takesEach }
  const {
    data: plan,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...useQueries().takes.planRemake.queryOptions({ input: wish }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const form = useRef<HTMLFormElement>(null)

  function send({ modelId, priceMicroUsd }: RemakePlan): void {
    closeRemake()
    act(async () => {
      const { asked } = await heardAsk(() => studio.takes.remake({ ...wish, modelId, priceMicroUsd }))
      tellRemade(asked, priceMicroUsd)
    })
  }

  const isReady = plan !== undefined && !isPlaceholderData && error === null
  const price = plan?.priceMicroUsd ?? null
  const told = price === null ? null : price === 0 ? words.free.toLowerCase() : dollars(price)
  return (
    <Dialog
      title={isVariation ? words.more : words.reshoot}
      isOpen
      close={closeRemake}
      width="narrow"
      initialFocus={form}
      actions={
        <>
          <Button onClick={closeRemake}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={!isReady} onClick={() => form.current?.requestSubmit()}>
            {plan ? words.ask(plan.takes, told) : words.reckoning}
            <CommandKeys id="takes.make" />
          </Button>
        </>
      }
    >
      <form
        ref={form}
        tabIndex={-1}
        className="flex flex-col gap-4 outline-none"
        onSubmit={event => {
          event.preventDefault()
          if (isReady) send(plan)
        }}
        // The key that asks: behind a dialog the command itself hears nothing.
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.currentTarget.requestSubmit()
        }}
      >
        <Intro asked={asked} plan={plan} />
        {!isVariation && plan && (
          <SelectField
            label={words.onModel}
            value={plan.modelId}
            options={plan.models
              .filter(({ id }) => id !== plan.from.id)
              .map(({ id, title, service }) => ({ value: id, label: words.modelChoice(service, title) }))}
            choose={setChosenId}
          />
        )}
        <HowMany count={takesEach} set={setTakesEach} />
        {error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          plan && (
            <RemakeChanges plan={plan} nothing={plan.modelId === plan.from.id ? words.noChanges : words.nothingElse} />
          )
        )}
        {of.kind === 'model' && <p className="text-12 text-pretty text-soft">{words.leavesModel}</p>}
      </form>
    </Dialog>
  )
}

function Intro({ asked: { title, isVariation }, plan }: { asked: RemakeAsked; plan: RemakePlan | undefined }) {
  const { from } = plan ?? {}
  return (
    <div>
      <p className="font-medium">{title}</p>
      {isVariation && <p className="mt-0.5 text-soft">{words.moreBody}</p>}
      {from && from.shutDownOnDay !== null && (
        <p className="mt-0.5 text-pretty text-warn">{words.shutDown(from.title, dayOf(from.shutDownOnDay))}</p>
      )}
    </div>
  )
}

function HowMany({ count, set }: { count: number; set: (count: number) => void }) {
  return (
    <div className="flex items-center gap-2">
      <span className="grow">{words.howMany}</span>
      <IconButton name={words.fewer} size="small" disabled={count <= 1} onClick={() => set(count - 1)}>
        <Minus {...ICON} size={14} />
      </IconButton>
      <output aria-live="polite" className="w-6 text-center font-medium">
        {count}
      </output>
      <IconButton name={words.moreTakes} size="small" disabled={count >= MOST_REMAKES} onClick={() => set(count + 1)}>
        <Plus {...ICON} size={14} />
      </IconButton>
    </div>
  )
}
