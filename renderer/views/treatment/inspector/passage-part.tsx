import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { cellOfPassage, PASSAGE_KINDS } from '#model/prompt/passage.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { SMALL_ICON } from '../../../ui/icon.ts'
import { useKeptWhenLeft } from '../../../ui/use-kept-when-left.ts'
import { LookChips } from '../look-chips.tsx'
import { passageOf } from '../passage-of.ts'
import { useNameCompletion } from '../use-name-completion.tsx'
import { useEdits, useTreatment } from '../use-treatment.tsx'

/** How a shot goes over into the next: through what, its words on both sides, and who is seen on both. */
export function PassagePart({ shot }: { shot: TreatmentRow }) {
  const { setPassage } = useEdits()
  const passage = passageOf(shot)
  const { outWords, inWords } = passage
  return (
    <div className="flex flex-col gap-2 text-12">
      <Target shot={shot} />
      <div className="flex gap-2">
        <Line
          label={texts.treatment.passageThrough}
          text={passage.through}
          keep={through => setPassage(shot.id, { through })}
        />
        <label className="flex shrink-0 flex-col gap-0.5">
          <span className="text-soft">{texts.treatment.passageKind}</span>
          <SelectField
            size="small"
            isLabelHidden
            label={texts.treatment.passageKind}
            value={passage.kind}
            options={PASSAGE_KINDS.map(kind => ({ value: kind, label: texts.treatment.passageKinds[kind] }))}
            choose={kind => setPassage(shot.id, { kind })}
          />
        </label>
      </div>
      <Line
        label={texts.treatment.passageOut}
        text={outWords}
        keep={text => setPassage(shot.id, { words: cellOfPassage({ outWords: text, inWords }) })}
      />
      <Line
        label={texts.treatment.passageIn}
        text={inWords}
        keep={text => setPassage(shot.id, { words: cellOfPassage({ outWords, inWords: text }) })}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-soft">{texts.treatment.passageCarries}</span>
        <LookChips
          words={shot.passageCarries}
          addName={texts.treatment.addCarried}
          change={carriesOver => setPassage(shot.id, { carriesOver })}
        />
      </div>
    </div>
  )
}

/** Where it leads, and what can be done when that shot does not follow any more. */
function Target({ shot: { id, number, passageTo } }: { shot: TreatmentRow }) {
  const { shots } = useTreatment()
  const { mendPassages } = useEdits()
  const hasNext = number < shots.length
  if (passageTo.state !== 'elsewhere') {
    return (
      <p className="text-soft">{hasNext ? texts.treatment.passageInto(number + 1) : texts.treatment.passageNowhere}</p>
    )
  }
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex gap-1.5 text-warn">
        <TriangleAlert {...SMALL_ICON} className="mt-0.5 shrink-0" />
        {texts.treatment.passageBroken(passageTo.number)}
      </p>
      <div className="flex gap-1.5">
        {hasNext && (
          <Button size="small" onClick={() => mendPassages([id], 'attach')}>
            {texts.treatment.passageAttach(number + 1)}
          </Button>
        )}
        <Button size="small" onClick={() => mendPassages([id], 'clear')}>
          {texts.treatment.passageClear}
        </Button>
      </div>
    </div>
  )
}

/** A line of text that is kept when it is left. */
function Line({ label, text, keep }: { label: string; text: string; keep: (text: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const completion = useNameCompletion(field, setDraft)
  function end(): void {
    if (draft !== null && draft.trim() !== text) keep(draft.trim())
    setDraft(null)
  }
  useKeptWhenLeft(end)
  return (
    <label className="relative flex min-w-0 grow flex-col gap-0.5">
      <span className="text-soft">{label}</span>
      <input
        ref={field}
        aria-label={label}
        {...completion.fieldProps}
        value={draft ?? text}
        onChange={event => {
          setDraft(event.target.value)
          completion.look()
        }}
        onBlur={end}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (completion.onKey(event)) event.preventDefault()
          else if (event.key === 'Enter') end()
          else if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation()
            setDraft(null)
          }
        }}
        className="h-6 w-full rounded-control bg-raised px-2 text-12 text-text inset-ring inset-ring-control-edge outline-offset-0"
      />
      {completion.list && <div className="absolute top-full left-0 z-20 w-full">{completion.list}</div>}
    </label>
  )
}
