import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { readTemplate, SLOTS } from '#model/prompt/template.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { useEdits, useTreatment } from './use-treatment.tsx'

/** How the words of a shot are put together for each model in use: as it comes, or the user's own way. */
export function TemplatesGroup() {
  const { templates } = useTreatment()
  if (templates.length === 0) return <p className="text-soft">{texts.treatment.templatesNone}</p>
  return (
    <ul className="flex flex-col gap-3">
      {templates.map(template => (
        <Template key={template.model} template={template} />
      ))}
    </ul>
  )
}

function Template({ template: { model, title, standard, own } }: { template: TreatmentView['templates'][number] }) {
  const { act, setTemplate } = useEdits()
  const [draft, setDraft] = useState<string | null>(null)
  const kept = own ?? standard
  const text = draft ?? kept
  const { problems } = readTemplate(text)
  function keep(template: string | null): void {
    act(async () => {
      await setTemplate(model, template)
      // Whoever has typed on meanwhile goes on.
      setDraft(now => (now === draft ? null : now))
    })
  }
  return (
    <li className="flex flex-col gap-2 rounded-card bg-panel p-3 inset-ring inset-ring-line">
      <div className="flex min-h-6 items-center gap-2">
        <h3 className="min-w-0 grow truncate font-medium">{title}</h3>
        <span className="text-12 text-soft">
          {own === null ? texts.treatment.templateStandard : texts.treatment.templateOwn}
        </span>
        {own !== null && (
          <Button size="small" onClick={() => keep(null)}>
            {texts.treatment.templateReset}
          </Button>
        )}
      </div>
      <textarea
        aria-label={texts.treatment.templateOf(title)}
        aria-invalid={problems.length > 0}
        value={text}
        rows={2}
        spellCheck={false}
        onChange={event => setDraft(event.target.value)}
        className="field-sizing-content min-h-14 resize-none rounded-control bg-raised px-2.5 py-1.5 font-mono text-12 text-text inset-ring inset-ring-control-edge outline-offset-0"
      />
      <p className="text-12 text-soft">{texts.treatment.templateSlots(SLOTS.map(slot => `{${slot}}`))}</p>
      {problems.map(({ start, sentence }) => (
        <p key={start} className="flex gap-1.5 text-12 text-warn">
          <TriangleAlert {...SMALL_ICON} className="mt-0.5 shrink-0" />
          {texts.treatment.templateAt(start + 1, sentence)}
        </p>
      ))}
      {draft !== null && draft !== kept && (
        <div className="flex gap-1.5">
          <Button size="small" look="primary" disabled={problems.length > 0} onClick={() => keep(draft)}>
            {texts.treatment.templateKeep}
          </Button>
          <Button size="small" look="quiet" onClick={() => setDraft(null)}>
            {texts.treatment.templateDrop}
          </Button>
        </div>
      )}
    </li>
  )
}
