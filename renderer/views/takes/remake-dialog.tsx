import { Minus, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { MOST_REMAKES, type RemakePlan } from '#model/contract/take-remake.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ICON } from '../../ui/icon.ts'
import { Failed } from '../../ui/states.tsx'
import { useSendKey } from '../asking/use-send-key.ts'
import { dayOf } from './history-lines.ts'
import { RemakeChanges } from './remake-changes.tsx'
import { closeRemake, useRemake, type RemakeAsked } from './remake-store.ts'
import { askLabel, useRemaking } from './use-remaking.ts'

const words = texts.remake

/** Variations of a take, or the same on another model: first what it costs and what is another, then, with another press, the asking. */
export function RemakeDialog() {
  const asked = useRemake()
  return asked && <Open asked={asked} />
}

function Open({ asked }: { asked: RemakeAsked }) {
  const { id: projectId } = useProject()
  const { of, isVariation } = asked
  const [chosenId, setChosenId] = useState<string | null>(asked.modelId)
  const [takesEach, setTakesEach] = useState(isVariation ? 2 : 1)
  const { plan, error, retry, canSend, send } = useRemaking({ projectId, of, modelId: chosenId, takesEach })
  useSendKey(send)
  const body = useRef<HTMLDivElement>(null)
  return (
    <Dialog
      title={isVariation ? words.more : words.reshoot}
      isOpen
      close={closeRemake}
      width="narrow"
      initialFocus={body}
      actions={
        <>
          <Button onClick={closeRemake}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={!canSend} onClick={send}>
            {plan ? askLabel(plan) : words.reckoning}
            <CommandKeys id="takes.make" />
          </Button>
        </>
      }
    >
      <div ref={body} tabIndex={-1} className="flex flex-col gap-4 outline-none">
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
        <HowMany isEach={(plan?.takes ?? takesEach) > takesEach} count={takesEach} set={setTakesEach} />
        {error ? (
          <Failed error={error} retry={retry} />
        ) : (
          plan && (
            <RemakeChanges plan={plan} nothing={plan.modelId === plan.from.id ? words.noChanges : words.nothingElse} />
          )
        )}
        {of.kind === 'model' && <p className="text-12 text-pretty text-soft">{words.leavesModel}</p>}
      </div>
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

/** `isEach`: of every shot, or of every variation of one. */
function HowMany({ isEach, count, set }: { isEach: boolean; count: number; set: (count: number) => void }) {
  return (
    <div className="flex items-center gap-2">
      <span className="grow">{isEach ? words.howManyEach : words.howMany}</span>
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
