import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, useMemo, useState, type ReactNode } from 'react'
import type { PasteReading } from '#model/contract/treatment-contract.ts'
import { textOfFile } from '../../files/text-of-file.ts'
import { useFileDrop } from '../../files/use-file-drop.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { cellsOf, filledCells, isWritten, tableIn, wordsOfRow, type FilledCells } from './table/clipboard.ts'
import type { TypedColumn } from './table/selection.ts'
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
  const column = table.selection?.column ?? 'prompt'
  const pasted = useMemo(() => tableIn(text, column), [text, column])
  const columns = pasted?.columns ?? null
  const isVersion = how === 'version' && (columns === null || columns.includes('prompt'))
  /** Cells without a head are read here: rows without a prompt are shots as well. */
  const isReadHere = columns !== null && !isVersion
  const { reading, problem } = useReading(
    isReadHere ? '' : (pasted?.text ?? text),
    isVersion ? edits.readVersion : edits.readPaste,
  )
  const { isOver, dropProps } = useFileDrop(([file]) => file && edits.act(async () => setText(await textOfFile(file))))
  const after = shots.length === 0 ? null : (table.chosen.at(-1) ?? shots.at(-1) ?? null)
  const rows = columns === null ? [] : pasted!.rows.filter(isWritten)
  const count = isReadHere ? rows.length : (reading?.count ?? null)
  const filled = cellsFor()
  const isCells = how === 'cells' && filled !== null

  /** What the text fills from the chosen cell down; null for a text of another kind. */
  function cellsFor(): (FilledCells & { readonly columns: readonly TypedColumn[]; readonly rowCount: number }) | null {
    if (!table.selection || shots.length === 0) return null
    const cells = pasted ? columns && pasted.rows : reading?.format === 'text' ? cellsOf(text) : null
    if (!cells) return null
    const into = columns ?? [column]
    return { ...filledCells(cells, into, table.ids, table.selection.shotId), columns: into, rowCount: cells.length }
  }

  async function pasteNow(): Promise<unknown> {
    if (isCells) return edits.putCells('paste', filled.cells, filled.added)
    if (isVersion) return edits.pasteVersion(pasted?.text ?? text)
    if (columns === null) return edits.pasteInsert(pasted?.text ?? text, after?.id ?? null)
    const inserted = rows.map(row => ({ words: wordsOfRow(row, columns) }))
    return table.selectShot(await edits.insert(after?.id ?? null, inserted), column)
  }

  function paste(): void {
    edits.act(async () => {
      await pasteNow()
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
          <Button look="primary" disabled={count === null} onClick={paste}>
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
        {count !== null && shots.length > 0 && (
          <RadioGroup
            aria-label={texts.treatment.pasteHow}
            value={(isCells ? 'cells' : isVersion ? 'version' : 'insert') satisfies How}
            onValueChange={(value: How) => setHow(value)}
            className="flex flex-col gap-1"
          >
            <Way value="insert">{texts.treatment.pasteInsert(count, after?.number ?? null)}</Way>
            {filled && table.shot && (
              <Way value="cells">
                {texts.treatment.pasteCells(
                  filled.rowCount,
                  filled.columns.map(name => texts.treatment.columns[name]).join(', '),
                  table.shot.number,
                  filled.added.length,
                )}
              </Way>
            )}
            {(columns === null || columns.includes('prompt')) && (
              <Way value="version">{texts.treatment.pasteVersion}</Way>
            )}
          </RadioGroup>
        )}
        {reading?.asNewVersion && isVersion && shots.length > 0 && (
          <Version version={reading.asNewVersion} shotCount={shots.length} />
        )}
        {count !== null && shots.length === 0 && (
          <p className="text-soft">{texts.treatment.pasteInsert(count, null)}</p>
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
