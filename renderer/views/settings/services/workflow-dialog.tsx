import { useId, useRef, useState, type FormEvent } from 'react'
import { PICKED_SLOTS, type PickedSlot, type ReadWorkflow } from '#model/contract/services-contract.ts'
import { LENGTH_RULES } from '#model/workflow-guess.ts'
import { failureSentence } from '../../../client/failure.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { notify } from '../../../ui/notices.tsx'
import { firstPicks, optionsFor } from './workflow-form.ts'

const { workflow: words } = texts.services

type Props = { readonly serviceId: string; readonly read: ReadWorkflow; readonly close: () => void }

/** What of a workflow the studio fills in, and which clips it makes. */
export function WorkflowDialog({ serviceId, read, close }: Props) {
  const studio = useStudio()
  const formId = useId()
  const field = useRef<HTMLInputElement>(null)
  const { guess, outputs } = read
  const [title, setTitle] = useState(read.title)
  const [output, setOutput] = useState(outputs[0]?.node ?? '')
  const [picks, setPicks] = useState(() => firstPicks(read, output))
  const [step, setStep] = useState(String(guess.lengthRule.multipleOf))
  const [numbers, setNumbers] = useState({
    ...{ fps: String(guess.fps), longest: String(guess.longestSeconds) },
    ...{ width: String(guess.width), height: String(guess.height) },
  })
  const [failure, setFailure] = useState<string | null>(null)

  function slotsOf(slot: PickedSlot) {
    return optionsFor(read, output, slot).find(({ value }) => value === picks[slot])?.slots ?? []
  }

  async function keep(): Promise<void> {
    const lengthRule = LENGTH_RULES.find(({ multipleOf }) => String(multipleOf) === step) ?? guess.lengthRule
    await studio.services.addWorkflow({
      serviceId,
      graph: read.graph,
      picks: {
        ...{ title, output, lengthRule },
        inputs: Object.fromEntries(PICKED_SLOTS.map(slot => [slot, slotsOf(slot)])),
        ...{ fps: Number(numbers.fps), longestSeconds: Number(numbers.longest) },
        ...{ width: Number(numbers.width), height: Number(numbers.height) },
      },
    })
    notify({ kind: 'ok', text: words.added(title.trim()) })
    close()
  }

  function save(event: FormEvent): void {
    event.preventDefault()
    keep().catch((error: unknown) => setFailure(failureSentence(error)))
  }

  const number = (name: keyof typeof numbers, label: string, least: number, most: number, by = 1) => (
    <TextField
      className="w-32"
      label={label}
      type="number"
      required
      min={least}
      max={most}
      step={by}
      value={numbers[name]}
      onChange={event => setNumbers({ ...numbers, [name]: event.target.value })}
    />
  )

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      initialFocus={field}
      footnote={
        failure !== null && (
          <span role="alert" className="text-13 text-bad">
            {failure}
          </span>
        )
      }
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={title.trim() === ''}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="flex flex-col gap-5">
        <p className="text-pretty text-soft">{words.intro}</p>
        <TextField
          ref={field}
          label={words.name}
          value={title}
          maxLength={80}
          onChange={event => setTitle(event.target.value)}
        />
        <fieldset className="grid grid-cols-2 gap-x-4 gap-y-3">
          <legend className="mb-2 text-12 font-strong text-faint">{words.fills}</legend>
          <SelectField
            label={words.output}
            value={output}
            options={outputs.map(({ node, nodeTitle }) => ({ value: node, label: nodeTitle }))}
            choose={node => {
              setOutput(node)
              setPicks(firstPicks(read, node))
            }}
          />
          {PICKED_SLOTS.map(slot => (
            <SelectField
              key={slot}
              label={words.slots[slot]}
              value={picks[slot]}
              options={optionsFor(read, output, slot)}
              choose={value => setPicks({ ...picks, [slot]: value })}
            />
          ))}
        </fieldset>
        <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <legend className="mb-2 text-12 font-strong text-faint">{words.clip}</legend>
          {number('width', words.width, 16, 8192)}
          {number('height', words.height, 16, 8192)}
          {number('fps', words.fps, 1, 120)}
          {number('longest', words.longest, 1, 600, 0.5)}
          <div className="w-66">
            <SelectField
              label={words.lengthRule}
              value={step}
              options={Object.entries(words.lengthRules).map(([value, label]) => ({ value, label }))}
              choose={setStep}
            />
          </div>
        </fieldset>
      </form>
    </Dialog>
  )
}
