import { useQuery } from '@tanstack/react-query'
import type { ModelLengths } from '#model/catalogue.ts'
import type { AskableModel } from '#model/contract/ask-price.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { SelectField } from '../../ui/field.tsx'
import { hundredths } from '../../ui/hundredths.ts'
import type { Asking } from './use-asking.ts'

const words = texts.asking

/** How long and how large the takes are to be, where all are asked of one model. */
export function ClipChoices({ projectId, asking }: { projectId: string; asking: Asking }) {
  const { data: models = [] } = useQuery(useQueries().outbox.models.queryOptions({ input: { projectId } }))
  const model = models.find(({ id }) => id === modelOf(asking))
  if (!model) return null
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
      <LengthChoice model={model} asking={asking} />
      {model.sizes.length > 1 && <SizeChoice model={model} asking={asking} />}
    </div>
  )
}

function modelOf({ model, price }: Asking): string | null {
  if (model !== null) return model
  return price?.lines.length === 1 ? price.lines[0]!.model : null
}

function LengthChoice({ model: { lengths }, asking: { clip, setClip } }: { model: AskableModel; asking: Asking }) {
  return (
    <SelectField
      label={words.length}
      value={String(clip.lengthTicks ?? '')}
      choose={value => setClip({ ...clip, lengthTicks: value === '' ? undefined : Number(value) })}
      options={[
        { value: '', label: words.asPlaced },
        ...secondsIn(lengths).map(seconds => ({
          value: String(ticksFromSeconds(seconds)),
          label: words.seconds(hundredths(seconds), hundredths(seconds)),
        })),
      ]}
    />
  )
}

/** Those it lists, or every whole second that it makes. */
function secondsIn(lengths: ModelLengths): readonly number[] {
  if (lengths.kind === 'listed') return lengths.seconds
  const first = Math.ceil(lengths.minSeconds)
  return Array.from({ length: Math.floor(lengths.maxSeconds) - first + 1 }, (_, index) => first + index)
}

function SizeChoice({ model, asking: { clip, setClip } }: { model: AskableModel; asking: Asking }) {
  const others = model.sizes.filter(size => nameOf(size) !== nameOf(model))
  return (
    <SelectField
      label={words.size}
      value={clip.size ? nameOf(clip.size) : ''}
      choose={value => setClip({ ...clip, size: others.find(size => nameOf(size) === value) })}
      options={[
        { value: '', label: words.fitsFilm(nameOf(model)) },
        ...others.map(size => ({ value: nameOf(size), label: nameOf(size) })),
      ]}
    />
  )
}

function nameOf({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} x ${height}`
}
