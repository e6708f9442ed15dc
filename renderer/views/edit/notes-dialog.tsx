import { useMemo, useState } from 'react'
import { readNotes } from '#model/notes/read-notes.ts'
import { timecodeOf } from '#model/timecode.ts'
import { filmFrames } from '#model/sequence.ts'
import { useCutState } from '../../editor/cut-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useGesture } from './use-gesture.ts'

const words = texts.edit.notes

/** Remarks with their times, pasted as people send them, become markers. */
export function NotesDialog({ close }: { close: () => void }) {
  const sequence = useCutState(state => state.sequence)
  const gesture = useGesture()
  const [text, setText] = useState('')
  const { notes, unread } = useMemo(
    () => readNotes(text, { rate: sequence.rate, frames: filmFrames(sequence.film) }),
    [text, sequence.rate, sequence.film],
  )
  const fresh = notes.filter(
    (note, index) =>
      !sequence.markers.some(({ frame, label }) => frame === note.frame && label === note.text) &&
      notes.findIndex(other => other.frame === note.frame && other.text === note.text) === index,
  )

  function add(): void {
    const edits = fresh.map(
      ({ frame, text: label }) => ({ kind: 'add-marker', frame, label: label.slice(0, 500) }) as const,
    )
    if (gesture(texts.edit.gestures.pasteNotes(fresh.length), edits)) close()
  }

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      footnote={unread.length > 0 ? words.unread(unread.length) : words.hint}
      actions={
        <Button look="primary" disabled={fresh.length === 0} onClick={add}>
          {words.add(fresh.length)}
        </Button>
      }
    >
      <div className="grid min-h-56 grid-cols-2 gap-4">
        <textarea
          aria-label={words.label}
          value={text}
          autoFocus
          onChange={event => setText(event.target.value)}
          placeholder={words.hint}
          className="min-h-56 resize-none rounded-control bg-raised p-3 inset-ring inset-ring-control-edge placeholder:text-faint"
        />
        <ol className="flex max-h-72 flex-col gap-1 overflow-y-auto">
          {fresh.map(note => (
            <li key={`${note.frame} ${note.text}`} className="flex gap-3">
              <span className="shrink-0 text-soft tabular-nums">{timecodeOf(note.frame, sequence.rate)}</span>
              <span className="text-pretty">{note.text}</span>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  )
}
