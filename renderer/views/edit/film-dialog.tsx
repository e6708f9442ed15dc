import { useState, type FormEvent } from 'react'
import type { Edit } from '#model/edit/apply.ts'
import { useCutState } from '../../editor/cut-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useGesture } from './use-gesture.ts'

const words = texts.edit.film

/** What comes before and after the song, and how the film begins and ends. */
export function FilmDialog({ close }: { close: () => void }) {
  const { film, rate, fadeInFrames, fadeOutFrames } = useCutState(state => state.sequence)
  const gesture = useGesture()
  const [head, setHead] = useState(film.headFrames)
  const [tail, setTail] = useState(film.tailFrames)
  const [fadeIn, setFadeIn] = useState(fadeInFrames)
  const [fadeOut, setFadeOut] = useState(fadeOutFrames)

  function save(event: FormEvent): void {
    event.preventDefault()
    const isFilm = head !== film.headFrames || tail !== film.tailFrames
    const isFade = fadeIn !== fadeInFrames || fadeOut !== fadeOutFrames
    const edits: Edit[] = [
      ...(isFilm ? [{ kind: 'film', headFrames: head, tailFrames: tail } as const] : []),
      ...(isFade ? [{ kind: 'fades', fadeInFrames: fadeIn, fadeOutFrames: fadeOut } as const] : []),
    ]
    const name = isFilm ? texts.edit.gestures.film : texts.edit.gestures.fades
    if (edits.length === 0 || gesture(name, edits)) close()
  }

  const field = (label: string, value: number, set: (frames: number) => void) => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={100_000}
      value={String(value)}
      hint={words.seconds(((value * rate.denominator) / rate.numerator).toFixed(2))}
      onChange={event => set(Math.max(0, Math.round(Number(event.target.value) || 0)))}
    />
  )
  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      width="narrow"
      actions={
        <Button look="primary" type="submit" form="film">
          {texts.edit.bar.save}
        </Button>
      }
    >
      <form id="film" onSubmit={save} className="grid grid-cols-2 gap-4">
        {field(words.head, head, setHead)}
        {field(words.tail, tail, setTail)}
        {field(words.fadeIn, fadeIn, setFadeIn)}
        {field(words.fadeOut, fadeOut, setFadeOut)}
      </form>
    </Dialog>
  )
}
