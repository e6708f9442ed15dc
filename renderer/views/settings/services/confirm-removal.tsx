import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'

type Props = {
  readonly title: string
  readonly body: string
  readonly remove: () => void
  readonly close: () => void
}

/** The one question before something of the user's own goes. */
export function ConfirmRemoval({ title, body, remove, close }: Props) {
  return (
    <Dialog
      title={title}
      isOpen
      close={close}
      width="narrow"
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button
            look="danger"
            onClick={() => {
              close()
              remove()
            }}
          >
            {texts.services.removal.confirm}
          </Button>
        </>
      }
    >
      <p className="text-pretty">{body}</p>
    </Dialog>
  )
}
