import { ImagePlus, X } from 'lucide-react'
import { useState } from 'react'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { useFileDrop } from '../../../files/use-file-drop.ts'
import { usePicker } from '../../../files/use-picker.ts'
import { MadePicture } from '../../../playback/made-picture.tsx'
import { texts } from '../../../texts.ts'
import { IconButton } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { useDroppedStill } from '../use-still.ts'
import { useEdits } from '../use-treatment.tsx'

/** The board frame of a shot: a picture is dropped on it, or chosen. */
export function StillDrop({ shot }: { shot: TreatmentRow }) {
  const { act, setStill } = useEdits()
  const picker = usePicker()
  const [isBusy, setBusy] = useState(false)

  const dropped = useDroppedStill()

  function take(work: () => Promise<unknown>): void {
    setBusy(true)
    act(() => work().finally(() => setBusy(false)))
  }

  async function choose(): Promise<void> {
    const [file] = await picker.files({ kind: 'still', title: texts.treatment.stillChoose, isMany: false })
    if (file) await setStill(shot.id, file)
  }

  const { isOver, dropProps } = useFileDrop(files => take(() => dropped(shot.id, files)))

  return (
    <div className="relative w-48" {...dropProps}>
      <button
        type="button"
        disabled={isBusy}
        onClick={() => take(choose)}
        className={`flex aspect-video w-48 flex-col items-center justify-center gap-1.5 overflow-hidden rounded-card text-12 text-soft ${isOver ? 'bg-control outline-2 outline-now' : 'bg-well inset-ring inset-ring-line-strong hover:bg-raised'}`}
      >
        {shot.stillId === null ? (
          <>
            <ImagePlus {...ICON} size={20} />
            {texts.treatment.stillDrop}
          </>
        ) : (
          <MadePicture
            key={shot.stillId}
            src={`/thumb/${shot.stillId}`}
            alt={texts.treatment.stillAlt(shot.number)}
            className="size-full"
          />
        )}
      </button>
      {shot.stillId !== null && (
        <IconButton
          name={texts.treatment.stillTake}
          size="small"
          className="absolute top-1.5 right-1.5"
          onClick={() => act(() => setStill(shot.id, null))}
        >
          <X {...ICON} size={13} />
        </IconButton>
      )}
    </div>
  )
}
