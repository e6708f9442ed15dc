import { Popover } from '@base-ui/react/popover'
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { MOST_TAKES_PER_SHOT } from '#model/contract/outbox-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'

/** Which shots takes could be made for; null where that is nobody. */
export type MakeChoices = {
  /** How many have none, and none on the way. */
  readonly without: number
  readonly current: { readonly id: string; readonly number: number } | null
  /** Shots of the selected takes, when they are several. */
  readonly selected: readonly string[]
  readonly all: readonly string[]
}

type Which = 'without' | 'current' | 'selected' | 'all'

/** The one primary button of Takes: how many takes, for which shots, by whom; then they come by themselves. */
export function MakeTakes({
  choices,
  isOpen,
  setOpen,
}: {
  choices: MakeChoices
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
}) {
  const { without, all } = choices
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button look={without > 0 ? 'primary' : 'plain'} disabled={all.length === 0}>
            {without > 0 ? texts.takes.makeFor(without) : texts.takes.make}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup
            data-modal=""
            className="w-80 rounded-card bg-panel p-4 shadow-float inset-ring inset-ring-line-strong outline-none"
          >
            <Popover.Title className="mb-3 font-strong">{texts.takes.makeTitle}</Popover.Title>
            <Form choices={choices} close={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Form({ choices, close }: { choices: MakeChoices; close: () => void }) {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const act = useAct()
  const [which, setWhich] = useState<Which>(() => firstChoice(choices))
  const [each, setEach] = useState(1)
  const { without, current, selected, all } = choices
  const shotCount = { without, current: current ? 1 : 0, selected: selected.length, all: all.length }[which]

  function make(): void {
    act(async () => {
      const shotIds = { without: [], current: current ? [current.id] : [], selected: [...selected], all: [...all] }[
        which
      ]
      const shots = which === 'without' ? ({ kind: 'without-takes' } as const) : ({ kind: 'these', shotIds } as const)
      const { asked } = await studio.outbox.ask({ projectId, shots, takesPerShot: each })
      notify({ kind: 'info', text: texts.takes.asked(asked) })
    })
    close()
  }

  const options: { value: Which; label: string }[] = [
    ...(without > 0 ? [{ value: 'without' as const, label: texts.takes.makeWithout(without) }] : []),
    ...(selected.length > 1 ? [{ value: 'selected' as const, label: texts.takes.makeSelected(selected.length) }] : []),
    ...(current ? [{ value: 'current' as const, label: texts.takes.makeThis(current.number) }] : []),
    { value: 'all', label: texts.takes.makeAll(all.length) },
  ]
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        make()
      }}
      // The key that opened it, pressed again, sends: behind a dialog the command itself hears nothing.
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || shotCount === 0) return
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}
      className="flex flex-col gap-4"
    >
      <fieldset>
        <legend className="mb-1.5 text-12 text-soft">{texts.takes.makeWhich}</legend>
        {options.map(({ value, label }) => (
          <label key={value} className="flex h-7 items-center gap-2">
            <input
              type="radio"
              name="which"
              checked={which === value}
              onChange={() => setWhich(value)}
              className="size-3.5 accent-now"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div className="flex items-center gap-2">
        <span className="grow">{texts.takes.takesEach}</span>
        <IconButton
          name={texts.takes.fewer}
          size="small"
          disabled={each <= 1}
          onClick={() => setEach(count => count - 1)}
        >
          <Minus {...ICON} size={14} />
        </IconButton>
        <output aria-live="polite" className="w-6 text-center font-medium">
          {each}
        </output>
        <IconButton
          name={texts.takes.moreTakes}
          size="small"
          disabled={each >= MOST_TAKES_PER_SHOT}
          onClick={() => setEach(count => count + 1)}
        >
          <Plus {...ICON} size={14} />
        </IconButton>
      </div>
      <dl className="rounded-control bg-raised px-3 py-2">
        <dt className="flex justify-between">
          <span className="text-soft">{texts.takes.service}</span>
          <span className="font-medium">{texts.takes.animatic}</span>
        </dt>
        <dd className="mt-0.5 text-12 text-pretty text-soft">{texts.takes.animaticNote}</dd>
      </dl>
      <Button look="primary" type="submit" size="large" disabled={shotCount === 0}>
        {texts.takes.makeNow(shotCount * each)}
        <CommandKeys id="takes.make" />
      </Button>
    </form>
  )
}

function firstChoice({ without, current, selected }: MakeChoices): Which {
  if (selected.length > 1) return 'selected'
  if (without > 0) return 'without'
  return current ? 'current' : 'all'
}
