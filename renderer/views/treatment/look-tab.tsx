import type { ReactNode } from 'react'
import type { LookLevel } from '#model/contract/treatment-contract.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SectionSquare } from '../../ui/section.tsx'
import { LookChips } from './look-chips.tsx'
import { LookTestsGroup } from './look-tests-group.tsx'
import { modelOption, ModelTrouble } from './model-trouble.tsx'
import { TemplatesGroup } from './templates-group.tsx'
import { useEdits, useTreatment } from './use-treatment.tsx'
import { VariablesGroup } from './variables-group.tsx'
import { WordRecords } from './word-records.tsx'

/** The look words of film, sections and shots, and the words that must never show. */
export function LookTab({ chooseShot }: { chooseShot: (shotId: string) => void }) {
  const { style, negative, sections, shots, model, models } = useTreatment()
  const { setModel } = useEdits()
  const wanted = models.find(({ id }) => id === model)
  const own = shots.filter(shot => shot.style.length > 0 || shot.negative.length > 0)
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto flex w-full max-w-220 flex-col gap-6 px-6 py-5">
        <Group title={texts.treatment.lookOfFilm} hint={texts.treatment.lookOfFilmHint}>
          <Words level={{ kind: 'film' }} style={style} negative={negative} />
          <div className="mt-4 flex items-center gap-3 text-12 text-soft">
            {texts.treatment.filmModel}
            <SelectField
              size="small"
              isLabelHidden
              label={texts.treatment.filmModel}
              value={model}
              options={models.map(modelOption)}
              choose={setModel}
            />
          </div>
          {wanted && <ModelTrouble model={wanted} />}
        </Group>
        <Group title={texts.lookTests.title} hint={texts.lookTests.hint}>
          <LookTestsGroup />
        </Group>
        <Group title={texts.treatment.variablesTitle} hint={texts.treatment.variablesHint}>
          <VariablesGroup />
        </Group>
        {sections.length > 0 && (
          <Group title={texts.treatment.lookOfSections}>
            <ul className="flex flex-col divide-y divide-line rounded-card bg-panel inset-ring inset-ring-line">
              {sections.map(section => (
                <li key={section.key} className="flex items-start gap-4 px-3 py-2.5">
                  <span className="flex h-6 w-32 shrink-0 items-center gap-2">
                    <SectionSquare label={section.label} />
                    <b className="truncate font-medium first-letter:uppercase">{section.name}</b>
                  </span>
                  <Words
                    level={{ kind: 'section', section: section.key }}
                    style={section.style}
                    negative={section.negative}
                  />
                </li>
              ))}
            </ul>
          </Group>
        )}
        {shots.length > 0 && (
          <Group title={texts.treatment.lookOfShots}>
            {own.length === 0 ? (
              <p className="text-soft">{texts.treatment.lookOfShotsNone}</p>
            ) : (
              <ul className="flex flex-col divide-y divide-line rounded-card bg-panel inset-ring inset-ring-line">
                {own.map(shot => (
                  <li key={shot.id} className="flex items-start gap-4 px-3 py-2.5">
                    <Button
                      look="quiet"
                      size="small"
                      className="w-32 justify-start!"
                      onClick={() => chooseShot(shot.id)}
                    >
                      {texts.treatment.shotNumber(shot.number)}
                    </Button>
                    <Words level={{ kind: 'shot', shotId: shot.id }} style={shot.style} negative={shot.negative} />
                  </li>
                ))}
              </ul>
            )}
          </Group>
        )}
        <Group title={texts.treatment.wordsTitle} hint={texts.treatment.wordsHint}>
          <WordRecords />
        </Group>
        <Group title={texts.treatment.templatesTitle} hint={texts.treatment.templatesHint}>
          <TemplatesGroup />
        </Group>
      </div>
    </div>
  )
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-15 font-strong">{title}</h2>
      {hint !== undefined && <p className="mb-3 text-12 text-soft">{hint}</p>}
      {hint === undefined && <div className="mb-2" />}
      {children}
    </section>
  )
}

function Words({
  level,
  style,
  negative,
}: {
  level: LookLevel
  style: readonly string[]
  negative: readonly string[]
}) {
  const { setLook } = useEdits()
  return (
    <div className="grid min-w-0 grow grid-cols-2 items-start gap-4">
      <div className="flex flex-wrap items-center gap-1.5">
        <LookChips words={style} change={words => setLook(level, { style: words })} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-12 text-soft">{texts.treatment.never}</span>
        <LookChips words={negative} isNegative change={words => setLook(level, { negative: words })} />
      </div>
    </div>
  )
}
