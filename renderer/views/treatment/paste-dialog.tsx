import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, useState, type ReactNode } from 'react'
import type { PasteReading } from '#model/contract/treatment-contract.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { filledCells, linesOf } from './table/clipboard.ts'
import type { Table } from './table/use-table.ts'
import { columnName } from './column-name.ts'
import { useReading } from './use-reading.ts'
import { useEdits, useTreatment } from './use-treatment.tsx'
import { WordDiff } from './word-diff.tsx'

type How = 'insert' | 'cells' | 'version'

/** Takes a text of prompts, and shows what would become of it before anything does. */
export function PasteDialog({ text: given, table, close }: { text: string; table: Table; close: () => void }) {
  const { shots } = useTreatment()
  const edits = useEdits()
  const [text, setText] = useState(given)
  const [how, setHow] = useState<How>('insert')
  const hintId = useId()
  const { reading, problem } = useReading(text, how === 'version' ? edits.readVersion : edits.readPaste)
  const { isOver, dropProps } = useFileDrop(files => void files[0]?.text().then(setText))
  const after = shots.length === 0 ? null : (table.chosen.at(-1) ?? shots.at(-1) ?? null)
  const lines = linesOf(text)
  const cells =
    table.selection && reading?.format === 'text' && text.trim() !== ''
      ? filledCells(lines, table.ids, table.selection)
      : []

  function paste(): void {
    if (!reading) return
    edits.act(async () => {
      if (how === 'cells') edits.setCells(cells, 'paste')
      else if (how === 'version') await edits.pasteVersion(text)
      else await edits.pasteInsert(text, after?.id ?? null)
      close()
    })
  }

  return (
    <Dialog
      title={texts.treatment.pasteTitle}
      isOpen
      close={close}
      width="wide"
      footnote={reading && reading.style !== null ? texts.treatment.pasteLook(reading.style.join(', ')) : undefined}
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={!reading} onClick={paste}>
            {texts.treatment.pasteDo}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4" {...dropProps}>
        <label className="flex flex-col gap-1.5">
          <span className="sr-only">{texts.treatment.pasteLabel}</span>
          <textarea
            value={text}
            rows={10}
            // It was opened to be pasted into.
            // oxlint-disable-next-line jsx_a11y/no-autofocus
            autoFocus
            aria-describedby={hintId}
            placeholder={texts.treatment.pasteDrop}
            onChange={event => setText(event.target.value)}
            className={`h-[min(224px,32vh)] resize-none rounded-control bg-raised px-3 py-2 leading-6 outline-offset-0 placeholder:text-faint ${isOver ? 'outline-2 outline-now' : 'inset-ring inset-ring-control-edge'}`}
          />
          <span id={hintId} className="text-12 text-soft">
            {texts.treatment.pasteHint}
          </span>
        </label>
        {problem !== null && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        {reading && shots.length > 0 && (
          <RadioGroup
            aria-label={texts.treatment.pasteHow}
            value={how}
            onValueChange={value => setHow(value)}
            className="flex flex-col gap-1"
          >
            <Way value="insert">{texts.treatment.pasteInsert(reading.count, after?.number ?? null)}</Way>
            {cells.length > 0 && table.selection && table.shot && (
              <Way value="cells">
                {texts.treatment.pasteCells(
                  cells.length,
                  texts.treatment.columns[table.selection.column],
                  table.shot.number,
                )}
              </Way>
            )}
            <Way value="version">{texts.treatment.pasteVersion}</Way>
          </RadioGroup>
        )}
        {reading?.asNewVersion && how === 'version' && shots.length > 0 && (
          <Version version={reading.asNewVersion} shotCount={shots.length} />
        )}
        {reading && shots.length === 0 && (
          <p className="text-soft">{texts.treatment.pasteInsert(reading.count, null)}</p>
        )}
      </div>
    </Dialog>
  )
}

function Way({ value, children }: { value: How; children: ReactNode }) {
  return (
    <label className="flex min-h-7 items-center gap-2.5">
      <Radio.Root
        value={value}
        className="flex size-4 shrink-0 items-center justify-center rounded-full bg-raised inset-ring inset-ring-line-strong data-checked:inset-ring-now"
      >
        <Radio.Indicator className="size-2 rounded-full bg-now" />
      </Radio.Root>
      {children}
    </label>
  )
}

/** What a new version of all shots would change. */
function Version({ version, shotCount }: { version: NonNullable<PasteReading['asNewVersion']>; shotCount: number }) {
  const { changes, moved, added, trashed } = version
  const changed = new Set(changes.map(({ shotId }) => shotId)).size
  const kept = shotCount - trashed.length - changed
  return (
    <div className="flex flex-col gap-2 rounded-card bg-well p-3 inset-ring inset-ring-line">
      <p>{texts.treatment.pasteVersionFacts(kept, changed, moved, added.length, trashed.length)}</p>
      <ul className="flex flex-col gap-2">
        {changes.map(change => (
          <li key={`${change.shotId} ${change.column}`} className="flex gap-3">
            <span className="w-32 shrink-0 text-12 text-soft">
              {texts.treatment.shotNumber(change.number)}, {columnName(change.column)}
            </span>
            <WordDiff before={change.before} after={change.after} />
          </li>
        ))}
        {added.map(({ number, prompt }) => (
          <li key={`new ${number}`} className="flex gap-3 text-12">
            <span className="w-32 shrink-0 text-ok">{texts.treatment.pasteNew}</span>
            {prompt}
          </li>
        ))}
        {trashed.map(({ number, prompt }) => (
          <li key={`gone ${number}`} className="flex gap-3 text-12 text-soft">
            <span className="w-32 shrink-0 text-bad">{texts.treatment.pasteGone}</span>
            <del>{prompt}</del>
          </li>
        ))}
      </ul>
    </div>
  )
}
