import type { ReactNode } from 'react'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { secondsFromTicks, ticks } from '#model/time.ts'
import { texts } from '../../../texts.ts'
import { SelectField } from '../../../ui/field.tsx'
import { modelOption, ModelTrouble } from '../model-trouble.tsx'
import { secondsOf } from '../table/table-rows.ts'
import { useEdits, useTreatment } from '../use-treatment.tsx'

type Props = {
  readonly shot: TreatmentRow
  /** Model and section are chosen for all of these. */
  readonly chosen: readonly TreatmentRow[]
  readonly handleTicks: number | null
}

export function ShotFacts({ shot, chosen, handleTicks }: Props) {
  const { rate, models, model, sections } = useTreatment()
  const { setCells } = useEdits()
  const seconds = (value: number): string => texts.treatment.seconds(decimal(secondsFromTicks(ticks(value))))
  const setAll = (column: 'model' | 'section', text: string): void =>
    setCells(
      chosen.map(({ id }) => ({ shotId: id, column, text })),
      'type',
    )
  const wanted = models.find(({ id }) => id === (shot.model || model))
  const names = [...new Set(sections.flatMap(({ label, name }) => [label as string, name]))]
  return (
    <div className="text-12">
      <dl className="flex flex-col gap-1.5">
        <Fact name={texts.treatment.place}>
          {shot.place && shot.bar !== null
            ? texts.treatment.placeSaid(Math.max(1, shot.bar), secondsOf(shot.place, rate).toFixed(2))
            : texts.treatment.noPlace}
        </Fact>
        {handleTicks !== null && (
          <Fact name={texts.treatment.handles}>{`${seconds(handleTicks)} + ${seconds(handleTicks)}`}</Fact>
        )}
        <Fact name={texts.treatment.ask}>
          {shot.askTicks === null ? texts.treatment.noPlace : seconds(shot.askTicks)}
        </Fact>
        <Fact name={texts.treatment.model}>
          <SelectField
            size="small"
            isLabelHidden
            label={texts.treatment.model}
            value={shot.model}
            options={[
              { value: '', label: texts.treatment.modelOfFilm(titleOf(models, model)) },
              ...models.map(modelOption),
            ]}
            choose={id => setAll('model', id)}
          />
        </Fact>
        {sections.length > 0 && (
          <Fact name={texts.treatment.writtenFor}>
            <SelectField
              size="small"
              isLabelHidden
              label={texts.treatment.writtenFor}
              value={shot.section}
              options={[
                { value: '', label: texts.treatment.anySection },
                ...[...names, ...(shot.section !== '' && !names.includes(shot.section) ? [shot.section] : [])].map(
                  name => ({
                    value: name,
                    label: name,
                  }),
                ),
              ]}
              choose={name => setAll('section', name)}
            />
          </Fact>
        )}
      </dl>
      {wanted && <ModelTrouble model={wanted} />}
      {wanted && wanted.longestTicks !== null && (
        <p className="mt-1.5 text-faint">
          {texts.treatment.longest(wanted.title, decimal(secondsFromTicks(ticks(wanted.longestTicks))))}
        </p>
      )}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <dt className="shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 truncate text-right">{children}</dd>
    </div>
  )
}

function titleOf(models: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return models.find(model => model.id === id)?.title ?? id
}

function decimal(seconds: number): string {
  return Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(1)
}
