import { ImagePlus, X } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import type { TreatmentVariable, TreatmentView } from '#model/contract/treatment-contract.ts'
import { dotted, nameProblem, usedNames, VARIABLE_GROUPS, variableKey } from '#model/prompt/variables.ts'
import { givenFiles } from '../../files/given-files.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { usePicker } from '../../files/use-picker.ts'
import { MadePicture } from '../../playback/made-picture.tsx'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { useKeptWhenLeft } from '../../ui/use-kept-when-left.ts'
import { useNameCompletion } from './use-name-completion.tsx'
import { useEdits, useTreatment } from './use-treatment.tsx'

/** People, places and things that recur: their words and pictures, written once and used by name. */
export function VariablesGroup() {
  const view = useTreatment()
  const { variables } = view
  const uses = usesOf(view)
  return (
    <>
      {variables.length > 0 && (
        <ul className="mb-3 flex flex-col divide-y divide-line rounded-card bg-panel inset-ring inset-ring-line">
          {variables.map(variable => (
            <Row key={variable.id} variable={variable} useCount={uses.get(variableKey(variable)) ?? 0} />
          ))}
        </ul>
      )}
      <AddVariable />
    </>
  )
}

/** In what is said of how many shots each name is used: in their own words, and in the looks they share. */
function usesOf({ shots, sections, style, negative, variables }: TreatmentView): ReadonlyMap<string, number> {
  const bySection = new Map(sections.map(section => [section.key, [...section.style, ...section.negative]]))
  const counts = new Map<string, number>()
  for (const shot of shots) {
    const { prompt, cameraMove, passage, passageThrough, passageCarries, sectionKey } = shot
    const own = [prompt, cameraMove, passage, passageThrough, ...passageCarries, ...shot.style, ...shot.negative]
    const shared = [...style, ...negative, ...((sectionKey !== null && bySection.get(sectionKey)) || [])]
    for (const key of usedNames([...own, ...shared], variables)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function Row({ variable, useCount }: { variable: TreatmentVariable; useCount: number }) {
  const { removeVariable } = useEdits()
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="w-64 shrink-0">
        <Name variable={variable} />
        <p className="mt-1 text-12 text-soft">{texts.treatment.variableUses(useCount)}</p>
      </div>
      <Words variable={variable} />
      <Stills variable={variable} />
      <IconButton
        name={texts.treatment.variableRemove(dotted(variable))}
        look="quiet"
        size="small"
        onClick={() => removeVariable(variable.id)}
      >
        <X {...SMALL_ICON} />
      </IconButton>
    </li>
  )
}

function GroupField({ label, group, choose }: { label: string; group: string; choose: (group: string) => void }) {
  const names: Readonly<Record<string, string>> = texts.treatment.variableGroups
  const groups = [...new Set<string>([...VARIABLE_GROUPS, '', group])]
  return (
    <span className="shrink-0">
      <SelectField
        size="small"
        isLabelHidden
        label={label}
        value={group}
        options={groups.map(value => ({ value, label: names[value] ?? value }))}
        choose={choose}
      />
    </span>
  )
}

const FIELD =
  'h-6 min-w-0 grow rounded-control bg-raised px-2 text-12 text-text inset-ring inset-ring-control-edge outline-offset-0'

/** Its group and name; a new one goes into every text that uses it. */
function Name({ variable }: { variable: TreatmentVariable }) {
  const { variables } = useTreatment()
  const { renameVariable } = useEdits()
  const [draft, setDraft] = useState<string | null>(null)
  const { id, group, name } = variable
  const others = variables.filter(other => other.id !== id)
  const problem = draft === null ? null : nameProblem({ group, name: draft.trim() }, others)
  function keep(): void {
    if (draft !== null && problem === null && draft.trim() !== name) renameVariable(id, { group, name: draft.trim() })
    setDraft(null)
  }
  useKeptWhenLeft(keep)
  return (
    <>
      <div className="flex gap-1.5">
        <GroupField
          label={texts.treatment.variableGroupOf(name)}
          group={group}
          choose={to => renameVariable(id, { group: to, name })}
        />
        <input
          aria-label={texts.treatment.variableNameOf(name)}
          aria-invalid={problem !== null}
          value={draft ?? name}
          onChange={event => setDraft(event.target.value)}
          onBlur={keep}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') keep()
            if (event.key === 'Escape') setDraft(null)
          }}
          className={FIELD}
        />
      </div>
      {problem !== null && <p className="mt-1 text-12 text-bad">{problem}</p>}
    </>
  )
}

function Words({ variable: { id, text, ...name } }: { variable: TreatmentVariable }) {
  const { setVariableText } = useEdits()
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const completion = useNameCompletion(field, setDraft)
  function keep(): void {
    if (draft !== null && draft.trim() !== text) setVariableText(id, draft)
    setDraft(null)
  }
  useKeptWhenLeft(keep)
  return (
    <div className="relative min-w-48 grow basis-60">
      <textarea
        ref={field}
        aria-label={texts.treatment.variableWordsOf(dotted(name))}
        placeholder={texts.treatment.variableWords}
        value={draft ?? text}
        rows={1}
        {...completion.fieldProps}
        onChange={event => {
          setDraft(event.target.value)
          completion.look()
        }}
        onBlur={keep}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (completion.onKey(event)) event.preventDefault()
          else if (event.key === 'Escape') setDraft(null)
          else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            keep()
          }
        }}
        className="field-sizing-content min-h-6 w-full resize-none rounded-control bg-raised px-2 py-1 text-12 text-text inset-ring inset-ring-control-edge outline-offset-0 placeholder:text-faint"
      />
      {completion.list && <div className="absolute top-full left-0 z-20">{completion.list}</div>}
    </div>
  )
}

/** Its pictures; more are dropped on it, or chosen. */
function Stills({ variable }: { variable: TreatmentVariable }) {
  const { act, addVariableStill, removeVariableStill } = useEdits()
  const picker = usePicker()
  const { id, stills } = variable
  const name = dotted(variable)
  const { isOver, dropProps } = useFileDrop(files =>
    act(async () => {
      for (const file of await givenFiles(files)) await addVariableStill(id, file)
    }),
  )
  async function choose(): Promise<void> {
    const files = await picker.files({ kind: 'still', title: texts.treatment.stillChoose, isMany: true })
    for (const file of files) await addVariableStill(id, file)
  }
  return (
    <div
      className={`flex flex-wrap gap-1.5 rounded-control ${isOver ? 'outline-2 outline-offset-2 outline-now' : ''}`}
      {...dropProps}
    >
      {stills.map((stillId, index) => (
        <span key={stillId} className="group relative h-10 w-16 overflow-hidden rounded-small bg-well">
          <MadePicture
            src={`/thumb/${stillId}`}
            alt={texts.treatment.variableStillAlt(name, index + 1)}
            className="size-full"
          />
          <IconButton
            name={texts.treatment.variableStillRemove(name, index + 1)}
            size="small"
            className="absolute top-0 right-0 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
            onClick={() => removeVariableStill(id, stillId)}
          >
            <X {...SMALL_ICON} />
          </IconButton>
        </span>
      ))}
      <IconButton name={texts.treatment.variableStillAdd(name)} look="quiet" size="small" onClick={() => act(choose)}>
        <ImagePlus {...ICON} size={14} />
      </IconButton>
    </div>
  )
}

function AddVariable() {
  const { variables } = useTreatment()
  const { act, addVariable } = useEdits()
  const [group, setGroup] = useState<string>(VARIABLE_GROUPS[0])
  const [name, setName] = useState('')
  const wanted = { group, name: name.trim() }
  const problem = name.trim() === '' ? null : nameProblem(wanted, variables)
  function add(event: FormEvent): void {
    event.preventDefault()
    if (wanted.name === '' || problem !== null) return
    setName('')
    act(() =>
      addVariable(wanted).catch(error => {
        setName(now => now || wanted.name)
        throw error
      }),
    )
  }
  return (
    <form onSubmit={add} className="flex flex-wrap items-center gap-1.5 text-12">
      <GroupField label={texts.treatment.variableGroup} group={group} choose={setGroup} />
      <input
        aria-label={texts.treatment.variableName}
        aria-invalid={problem !== null}
        placeholder={texts.treatment.variableName}
        value={name}
        onChange={event => setName(event.target.value)}
        className={`${FIELD} max-w-40 placeholder:text-faint`}
      />
      <Button size="small" type="submit" disabled={wanted.name === '' || problem !== null}>
        {texts.treatment.variableAdd}
      </Button>
      {problem === null ? (
        wanted.name !== '' && <span className="text-soft">{texts.treatment.variableWritten(dotted(wanted))}</span>
      ) : (
        <span className="text-bad">{problem}</span>
      )}
    </form>
  )
}
