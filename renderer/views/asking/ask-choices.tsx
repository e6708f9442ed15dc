import { useQuery } from '@tanstack/react-query'
import { Minus, Plus } from 'lucide-react'
import { assertNever } from '#model/assert-never.ts'
import { MOST_TAKES_PER_SHOT, type AskableModel } from '#model/contract/ask-price.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { dollars } from '#model/dollars.ts'
import { SelectField } from '../../ui/field.tsx'
import { ICON } from '../../ui/icon.ts'
import type { Asking } from './use-asking.ts'

const words = texts.asking

export function TakesEach({ asking: { takesEach, setTakesEach } }: { asking: Asking }) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-12 text-soft">{words.takesEach}</span>
      <div className="flex items-center gap-2">
        <IconButton name={words.fewer} disabled={takesEach <= 1} onClick={() => setTakesEach(takesEach - 1)}>
          <Minus {...ICON} size={14} />
        </IconButton>
        <output aria-live="polite" aria-label={words.takesEach} className="w-6 text-center font-medium">
          {takesEach}
        </output>
        <IconButton
          name={words.more}
          disabled={takesEach >= MOST_TAKES_PER_SHOT}
          onClick={() => setTakesEach(takesEach + 1)}
        >
          <Plus {...ICON} size={14} />
        </IconButton>
      </div>
    </div>
  )
}

/** Of which model: what is set, or another for this time alone. */
export function ModelChoice({ projectId, asking }: { projectId: string; asking: Asking }) {
  const { data: models = [] } = useQuery(useQueries().outbox.models.queryOptions({ input: { projectId } }))
  const { which, model, setModel } = asking
  return (
    <div className="max-w-full min-w-72 grow basis-0">
      <SelectField
        label={words.model}
        value={model ?? ''}
        choose={value => setModel(value === '' ? null : value)}
        options={[
          { value: '', label: which === 'without-takes' ? words.asSetDraft : words.asSet },
          ...models.map(one => ({ value: one.id, label: labelOf(one) })),
        ]}
      />
    </div>
  )
}

function labelOf({ title, service, price, hasKey }: AskableModel): string {
  const line = words.modelLine(title, service, modelPrice(price))
  return hasKey ? line : `${line}, ${words.needsKey}`
}

function modelPrice(price: AskableModel['price']): string {
  switch (price.kind) {
    case 'free':
      return words.free
    case 'unknown':
      return words.priceUnknown
    case 'per-second':
      return words.perSecond(dollars(price.microUsd))
    case 'per-clip':
      return words.perClip(dollars(price.microUsd))
    default:
      return assertNever(price)
  }
}
