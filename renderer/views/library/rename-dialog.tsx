import { useRef, useState, type FormEvent } from 'react'
import { failureSentence } from '../../client/failure.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

const { rename: words } = texts.library

type Props = { readonly project: { readonly id: string; readonly title: string }; readonly close: () => void }

export function RenameDialog({ project, close }: Props) {
  const studio = useStudio()
  const field = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState(project.title)
  const [failure, setFailure] = useState<string | null>(null)
  const canSave = title.trim() !== ''

  function save(event: FormEvent): void {
    event.preventDefault()
    if (!canSave) return
    studio.projects
      .rename({ projectId: project.id, title })
      .then(close)
      .catch((error: unknown) => setFailure(failureSentence(error)))
  }

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      width="narrow"
      initialFocus={field}
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit" form="rename-project" disabled={!canSave}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id="rename-project" onSubmit={save}>
        <TextField
          ref={field}
          label={words.label}
          value={title}
          maxLength={200}
          onChange={event => setTitle(event.target.value)}
          onFocus={event => event.target.select()}
        />
        {failure !== null && (
          <p role="alert" className="mt-2 text-bad">
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  )
}
