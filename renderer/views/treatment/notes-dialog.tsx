import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useTreatment } from './use-treatment.tsx'

/** What the plan gave up, each a sentence; those of a shot lead to it. */
export function NotesDialog({ close, chooseShot }: { close: () => void; chooseShot: (shotId: string) => void }) {
  const { compromises, shots } = useTreatment()
  return (
    <Dialog title={texts.treatment.notesTitle} isOpen close={close} width="narrow">
      <ul className="flex flex-col gap-2">
        {compromises.map(({ message, shot: number }) => {
          const shot = number === undefined ? undefined : shots[number - 1]
          return (
            <li key={message} className="flex items-start gap-3">
              <span className="grow">{message}</span>
              {shot && (
                <Button
                  size="small"
                  onClick={() => {
                    chooseShot(shot.id)
                    close()
                  }}
                >
                  {texts.treatment.shotNumber(shot.number)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
