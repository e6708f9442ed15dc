import { ExternalLink } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { tellFailure } from '../../../client/tell-failure.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ICON } from '../../../ui/icon.ts'

const { key: words } = texts.services

type Props = {
  readonly service: ServiceFacts
  readonly sought: NonNullable<ServiceFacts['key']>
  readonly onChange: () => void
}

/** Where a key is given, and removed; what was given is forgotten here at once. */
export function KeyPart(props: Props) {
  const { name, source, trouble } = props.sought
  if (source === 'environment') {
    return (
      <div>
        <div className="text-12 text-soft">{name}</div>
        <p>{words.fromEnvironment}</p>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-1">
      <KeyForm {...props} />
      {trouble !== null && (
        <p role="alert" className="text-bad">
          {trouble}
        </p>
      )}
    </div>
  )
}

function KeyForm({ service: { id: serviceId }, sought: { name, page, isOptional, source }, onChange }: Props) {
  const studio = useStudio()
  const field = useRef<HTMLInputElement>(null)
  const [isEmpty, setIsEmpty] = useState(true)
  const isKept = source === 'kept'

  // What is typed stands in the field alone, in no state and so in no attribute of the page, and goes with it.
  useEffect(() => {
    const input = field.current
    return () => {
      if (input) input.value = ''
    }
  }, [])

  function save(event: FormEvent): void {
    event.preventDefault()
    const key = field.current?.value ?? ''
    if (!field.current || key === '') return
    // Not kept for another try: whoever it fails for has it where it was copied from.
    field.current.value = ''
    setIsEmpty(true)
    studio.services.setKey({ serviceId, key }).then(onChange).catch(tellFailure)
  }

  function remove(): void {
    studio.services.removeKey({ serviceId }).then(onChange).catch(tellFailure)
  }

  return (
    <form onSubmit={save}>
      <div className="flex items-end gap-2">
        <TextField
          className="min-w-0 grow"
          label={name}
          type="password"
          name="service-key"
          autoComplete="off"
          spellCheck={false}
          placeholder={isKept ? words.replace : ''}
          ref={field}
          onChange={event => setIsEmpty(event.target.value === '')}
        />
        <Button type="submit" look={isKept || isOptional ? 'plain' : 'primary'} disabled={isEmpty}>
          {words.save}
        </Button>
        {(isKept || source === 'elsewhere') && <Button onClick={remove}>{words.remove}</Button>}
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-12 text-soft">
        <span role="status">{isKept ? words.kept : isOptional ? words.optional : words.none}</span>
        {page !== null && !isKept && <KeyPage page={page} />}
      </p>
    </form>
  )
}

function KeyPage({ page }: { page: string }) {
  return (
    <a
      href={page}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center gap-1 text-text underline underline-offset-2"
    >
      {words.whereToGet} {page.replace(/^https:\/\//, '')}
      <ExternalLink {...ICON} size={12} />
    </a>
  )
}
