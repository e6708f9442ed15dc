import { useState, type RefObject } from 'react'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { useKeptWhenLeft } from '../../ui/use-kept-when-left.ts'
import { InspectorSection } from './inspector-section.tsx'

type Props = {
  readonly take: TakeRow
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly save: (note: string) => void
}

/** What a person notes of a take, in the inspector. */
export function TakeNote(props: Props) {
  return (
    <InspectorSection title={texts.takes.note} aside={<CommandKeys id="takes.note" />}>
      <NoteField {...props} rows={3} />
    </InspectorSection>
  )
}

/** Where it is written. Saved when the field is left: one gesture for all that was typed. */
export function NoteField({ take, field, save, rows }: Props & { readonly rows: number }) {
  /** What is typed; null while nobody types. */
  const [draft, setDraft] = useState<string | null>(null)
  const keep = (): void => {
    if (draft !== null && draft !== take.note) save(draft)
    setDraft(null)
  }
  useKeptWhenLeft(keep)
  return (
    <textarea
      ref={field}
      aria-label={texts.takes.note}
      placeholder={texts.takes.notePlaceholder}
      rows={rows}
      value={draft ?? take.note}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={keep}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.currentTarget.blur()
      }}
      className="w-full resize-none rounded-control bg-raised px-2.5 py-1.5 inset-ring inset-ring-control-edge placeholder:text-faint"
    />
  )
}
