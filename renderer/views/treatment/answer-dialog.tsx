import { useState } from 'react'
import type { AnswerReading, ShotColumn, ShotText } from '#model/contract/treatment-contract.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { columnName } from './column-name.ts'
import { useReading } from './use-reading.ts'
import { useEdits } from './use-treatment.tsx'
import { WordDiff } from './word-diff.tsx'

/** Takes the answer of an outside assistant; every difference can be left out. */
export function AnswerDialog({ close }: { close: () => void }) {
  const edits = useEdits()
  const [text, setText] = useState('')
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const { reading, problem } = useReading(text, edits.readAnswer)
  const changes = reading?.changes.filter(change => !leftOut.has(keyOf(change))) ?? []
  const added = reading?.added.filter(({ number }) => !leftOut.has(newKey(number))) ?? []
  const count = changes.length + added.length

  function toggle(key: string): void {
    const next = new Set(leftOut)
    if (!next.delete(key)) next.add(key)
    setLeftOut(next)
  }

  function accept(): void {
    edits.act(async () => {
      await edits.putCells(
        'answer',
        changes.map(({ shotId, column, after }) => ({ shotId, column, text: after })),
        added.map(({ words }) => words),
      )
      close()
    })
  }

  return (
    <Dialog
      title={texts.treatment.answerTitle}
      isOpen
      close={close}
      width="wide"
      footnote={
        reading && reading.unchanged.length > 0 ? texts.treatment.answerUnchanged(reading.unchanged.length) : undefined
      }
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={count === 0} onClick={accept}>
            {texts.treatment.answerDo(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <label className="flex flex-col gap-1.5">
          <span className="sr-only">{texts.treatment.answerLabel}</span>
          <textarea
            value={text}
            // It was opened to be pasted into.
            // oxlint-disable-next-line jsx_a11y/no-autofocus
            autoFocus
            placeholder={texts.treatment.answerLabel}
            onChange={event => setText(event.target.value)}
            className="h-36 resize-none rounded-control bg-raised px-3 py-2 leading-6 inset-ring inset-ring-control-edge outline-offset-0 placeholder:text-faint"
          />
          <span className="text-12 text-soft">{texts.treatment.answerHint}</span>
        </label>
        {problem !== null && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        {reading && <Differences reading={reading} leftOut={leftOut} toggle={toggle} />}
      </div>
    </Dialog>
  )
}

type DifferencesProps = {
  readonly reading: AnswerReading
  readonly leftOut: ReadonlySet<string>
  readonly toggle: (key: string) => void
}

function Differences({ reading, leftOut, toggle }: DifferencesProps) {
  const { changes, added, unchanged } = reading
  if (changes.length + added.length === 0) {
    const { answerNothing, answerUnread } = texts.treatment
    return <p className="text-soft">{unchanged.length > 0 ? answerNothing : answerUnread}</p>
  }
  return (
    <ul className="flex flex-col divide-y divide-line rounded-card bg-well inset-ring inset-ring-line">
      {changes.map(change => {
        const column = columnName(change.column)
        return (
          <li key={keyOf(change)} className="flex items-start gap-3 px-3 py-2">
            <input
              type="checkbox"
              checked={!leftOut.has(keyOf(change))}
              aria-label={texts.treatment.answerTakes(change.number, column)}
              onChange={() => toggle(keyOf(change))}
              className="mt-0.5 size-4 shrink-0 accent-now"
            />
            <span className="w-32 shrink-0 text-12">
              {texts.treatment.shotNumber(change.number)}
              <span className="block text-soft">{column}</span>
            </span>
            <WordDiff before={change.before} after={change.after} />
          </li>
        )
      })}
      {added.map(({ number, words }) => (
        <li key={newKey(number)} className="flex items-start gap-3 px-3 py-2 text-12">
          <input
            type="checkbox"
            checked={!leftOut.has(newKey(number))}
            aria-label={texts.treatment.newShot(number)}
            onChange={() => toggle(newKey(number))}
            className="mt-0.5 size-4 shrink-0 accent-now"
          />
          <span className="w-32 shrink-0 text-ok">{texts.treatment.newShot(number)}</span>
          <Words words={words} />
        </li>
      ))}
    </ul>
  )
}

function Words({ words }: { words: ShotText }) {
  return (
    <div className="flex flex-col gap-1">
      {(Object.entries(words) as [ShotColumn, string][]).map(([column, text]) => (
        <p key={column} className={column === 'prompt' ? '' : 'text-soft'}>
          {column !== 'prompt' && `${columnName(column)}: `}
          {text}
        </p>
      ))}
    </div>
  )
}

function keyOf({ shotId, column }: AnswerReading['changes'][number]): string {
  return `${shotId} ${column}`
}

function newKey(number: number): string {
  return `new ${number}`
}
