import { Plus, Trash2 } from 'lucide-react'
import { useId, useRef, useState, type FormEvent } from 'react'
import { OWN_FAMILIES, type OwnFamily, type OwnServer, type ServiceFacts } from '#model/contract/services-contract.ts'
import { failureSentence } from '../../../client/failure.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { texts } from '../../../texts.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Switch } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { ICON } from '../../../ui/icon.ts'
import { NEW_MODEL, readModels, typedModels, type TypedModel } from './server-form.ts'

const { server: words } = texts.services

type Props = {
  /** The one to change; null = a new one. */
  readonly service: ServiceFacts | null
  readonly onAdded?: (serviceId: string) => void
  readonly close: () => void
}

/** A server of one's own: of what kind, what it is called, where it is, and what it makes where it does not say so itself. */
export function ServerDialog({ service, onAdded, close }: Props) {
  const studio = useStudio()
  const formId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [family, setFamily] = useState<OwnFamily>(() => OWN_FAMILIES.find(one => one === service?.family) ?? 'comfyui')
  const [title, setTitle] = useState(service?.title ?? '')
  const [address, setAddress] = useState(service?.baseUrl ?? '')
  const [models, setModels] = useState(() => (service ? typedModels(service) : [NEW_MODEL]))
  const [isPaid, setIsPaid] = useState(service?.models.some(({ price }) => price.kind === 'unknown') ?? false)
  const [isExtended, setIsExtended] = useState(service?.models.some(model => model.isExtended) ?? false)
  const [failure, setFailure] = useState<string | null>(null)
  const namesModels = family === 'openai-videos'
  const canSave = title.trim() !== '' && address.trim() !== ''

  async function keep(server: OwnServer): Promise<void> {
    if (service) await studio.services.changeServer({ ...server, serviceId: service.id })
    else onAdded?.((await studio.services.addServer({ ...server, family })).serviceId)
  }

  function save(event: FormEvent): void {
    event.preventDefault()
    if (!canSave) return
    const read = readModels(namesModels ? models : [])
    if (read.kind === 'trouble') return setFailure(read.sentence)
    keep({ title, address, models: read.models, isPaid: namesModels && isPaid, isExtended: namesModels && isExtended })
      .then(close)
      .catch((error: unknown) => setFailure(failureSentence(error)))
  }

  return (
    <Dialog
      title={service ? words.changeTitle(service.title) : words.addTitle}
      isOpen
      close={close}
      initialFocus={field}
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={!canSave}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="flex flex-col gap-4">
        {!service && (
          <SelectField
            label={words.kind}
            value={family}
            options={OWN_FAMILIES.map(value => ({ value, label: words.families[value] }))}
            choose={setFamily}
          />
        )}
        <TextField
          ref={field}
          label={words.name}
          value={title}
          maxLength={80}
          onChange={event => setTitle(event.target.value)}
        />
        <TextField
          label={words.address}
          hint={words.addressHints[family]}
          value={address}
          maxLength={500}
          spellCheck={false}
          onChange={event => setAddress(event.target.value)}
        />
        {namesModels ? (
          <>
            <Models models={models} change={setModels} />
            <Switch label={words.isPaid} isOn={isPaid} set={setIsPaid} />
            <Switch label={words.isExtended} isOn={isExtended} set={setIsExtended} />
          </>
        ) : (
          <p className="text-12 text-soft">{words.ownModels}</p>
        )}
        {failure !== null && (
          <p role="alert" className="text-bad">
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  )
}

type ModelsProps = {
  readonly models: readonly TypedModel[]
  readonly change: (models: TypedModel[]) => void
}

function Models({ models, change }: ModelsProps) {
  const setAt = (at: number, changed: Partial<TypedModel>): void =>
    change(models.map((model, index) => (index === at ? { ...model, ...changed } : model)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-12 font-strong text-faint">{words.models}</legend>
      {models.map((model, index) => (
        <ModelFields
          key={index}
          number={index + 1}
          model={model}
          change={changed => setAt(index, changed)}
          remove={models.length === 1 ? null : () => change(models.filter((_, at) => at !== index))}
        />
      ))}
      <Button size="small" className="self-start" onClick={() => change([...models, NEW_MODEL])}>
        <Plus {...ICON} size={12} />
        {words.addModel}
      </Button>
    </fieldset>
  )
}

type FieldsProps = {
  readonly number: number
  readonly model: TypedModel
  readonly change: (changed: Partial<TypedModel>) => void
  readonly remove: (() => void) | null
}

function ModelFields({ number, model, change, remove }: FieldsProps) {
  return (
    <fieldset className="flex items-start gap-2">
      <legend className="sr-only">{words.model(number)}</legend>
      <TextField
        className="grow"
        label={words.modelName}
        value={model.name}
        maxLength={200}
        spellCheck={false}
        onChange={event => change({ name: event.target.value })}
      />
      <TextField
        className="w-40"
        label={words.sizes}
        hint={number === 1 ? words.sizesHint : undefined}
        value={model.sizes}
        onChange={event => change({ sizes: event.target.value })}
      />
      <TextField
        className="w-32"
        label={words.seconds}
        hint={number === 1 ? words.secondsHint : undefined}
        value={model.seconds}
        onChange={event => change({ seconds: event.target.value })}
      />
      {remove && (
        <IconButton name={words.removeModel(number)} look="quiet" className="mt-5" onClick={remove}>
          <Trash2 {...ICON} size={14} />
        </IconButton>
      )}
    </fieldset>
  )
}
