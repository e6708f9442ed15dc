import type { RenderListRow } from '#model/contract/renders-contract.ts'
import { useEffect } from 'react'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** A finished film, played as it is. */
export function FilmDialog({ row, close }: { row: RenderListRow; close: () => void }) {
  const transport = useTransportControls()
  // Two songs at once are one too many.
  useEffect(() => transport.pause(), [transport])
  return (
    <Dialog title={row.fileName} isOpen close={close} width="wide">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a music video has no speech to caption */}
      <video
        src={`/render/${row.id}`}
        poster={`/render/${row.id}/poster`}
        controls
        autoPlay
        aria-label={row.fileName}
        className="max-h-[calc(100vh-190px)] w-full bg-black"
      />
    </Dialog>
  )
}
