import { useState, type FormEvent } from 'react'
import type { Marker } from '#model/sequence.ts'
import { useCut } from '../../../editor/cut-context.tsx'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { useGesture } from '../use-gesture.ts'

/** Renames or removes a marker. */
export function MarkerEditor({ marker, close }: { marker: Marker; close: () => void }) {
  const { sequenceId } = useCut()
  const gesture = useGesture()
  const [label, setLabel] = useState(marker.label)
  const form = `marker-${sequenceId}`
  const { gestures, marker: words, bar } = texts.edit

  function save(event: FormEvent): void {
    event.preventDefault()
    gesture(gestures.renameMarker, [{ kind: 'change-marker', marker, to: { ...marker, label: label.trim() } }])
    close()
  }

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      width="narrow"
      actions={
        <>
          <Button
            look="danger"
            onClick={() => {
              gesture(gestures.removeMarker, [{ kind: 'remove-marker', marker }])
              close()
            }}
          >
            {words.remove}
          </Button>
          <Button look="primary" type="submit" form={form}>
            {bar.save}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save}>
        <TextField
          label={words.name}
          value={label}
          maxLength={500}
          autoFocus
          onChange={event => setLabel(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
