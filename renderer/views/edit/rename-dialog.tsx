import { useState, type FormEvent } from 'react'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCut, useCutState } from '../../editor/cut-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

const words = texts.edit.bar

/** Another name for this version of the cut. */
export function RenameDialog({ close }: { close: () => void }) {
  const { projectId, sequenceId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const [name, setName] = useState(useCutState(state => state.sequence.name))

  function save(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() === '') return
    act(async () => {
      await editor.settled()
      await studio.sequences.rename({ projectId, sequenceId, name: name.trim() })
      await editor.renew()
      close()
    })
  }

  return (
    <Dialog
      title={words.renameTitle}
      isOpen
      close={close}
      width="narrow"
      actions={
        <Button look="primary" type="submit" form="rename-version">
          {words.save}
        </Button>
      }
    >
      <form id="rename-version" onSubmit={save}>
        <TextField
          label={words.name}
          value={name}
          maxLength={120}
          autoFocus
          onChange={event => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
