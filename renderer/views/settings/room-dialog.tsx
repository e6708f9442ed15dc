import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DiskLines } from './disk-lines.tsx'

const { room: words } = texts.settings

/** When the disk is full: what can be thrown away, all of it at will. */
export function RoomDialog({ close }: { close: () => void }) {
  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      width="normal"
      actions={
        <Button look="primary" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <p className="mb-4 text-pretty text-soft">{words.intro}</p>
      <div className="flex flex-col gap-px overflow-hidden rounded-card">
        <DiskLines />
      </div>
    </Dialog>
  )
}
