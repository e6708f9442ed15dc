import { ImagePlus, X } from 'lucide-react'
import { useState } from 'react'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { givenFiles } from '../../../files/given-files.ts'
import { useFileDrop } from '../../../files/use-file-drop.ts'
import { usePicker } from '../../../files/use-picker.ts'
import { MadePicture } from '../../../playback/made-picture.tsx'
import { texts } from '../../../texts.ts'
import { IconButton } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { notify } from '../../../ui/notices.tsx'
import { useEdits } from '../use-treatment.tsx'

/** The board frame of a shot: a picture is dropped on it, or chosen. */
export function StillDrop({ shot }: { shot: TreatmentRow }) {
  const { act, setStill } = useEdits()
  const picker = usePicker()
  const [isBusy, setBusy] = useState(false)

  function take(files: () => Promise<readonly Parameters<typeof setStill>[1][]>): void {
    setBusy(true)
    act(async () => {
      try {
        const [file] = await files()
        if (file) await setStill(shot.id, file)
      } finally {
        setBusy(false)
      }
    })
  }

  const { isOver, dropProps } = useFileDrop(files => {
    if (files.length > 1) notify({ kind: 'info', text: texts.treatment.stillTooMany })
    take(() => givenFiles(files.slice(0, 1)))
  })

  return (
    <div className="relative w-48" {...dropProps}>
      <button
        type="button"
        disabled={isBusy}
        onClick={() => take(() => picker.files({ kind: 'still', title: texts.treatment.stillChoose, isMany: false }))}
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
