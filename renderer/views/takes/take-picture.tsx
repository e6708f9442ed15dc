import { useMemo, useRef } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useProject } from '../../frame/use-project.tsx'
import { MadePicture, useMade } from '../../playback/made-picture.tsx'
import { useTransport } from '../../playback/use-transport.tsx'
import { placeTake, useVideoInSong } from './take-video.ts'

/** A take large: silent and still, or with the song as soon as that plays. A take without a place runs by itself. */
export function TakePicture({
  take,
  shot,
  className = '',
}: {
  take: TakeRow
  shot: TakeShot | null
  className?: string
}) {
  const { rate } = useProject()
  const video = useRef<HTMLVideoElement>(null)
  const placed = useMemo(() => placeTake(take, shot, rate), [take, shot, rate])
  const isPlaying = useTransport(state => state.isPlaying)
  const source = useVideoSource(take.media?.id ?? null)
  useVideoInSong(video, placed)
  if (!take.media) return null
  return (
    <div className={`relative overflow-hidden bg-well ${className}`}>
      {/* Stands until the first picture of the video is there. */}
      <MadePicture src={`/thumb/${take.media.id}`} alt="" className="absolute inset-0 size-full object-contain!" />
      <video
        key={take.id}
        ref={video}
        src={source}
        muted
        playsInline
        preload="auto"
        loop={placed === null}
        autoPlay={placed === null && isPlaying}
        aria-hidden="true"
        className="absolute inset-0 size-full object-contain"
      />
    </div>
  )
}

/** Decodes the beginning of a take that will be looked at next. */
export function TakeAhead({ take }: { take: TakeRow }) {
  const source = useVideoSource(take.media?.id ?? null)
  return <video src={source} muted preload="auto" aria-hidden="true" className="hidden" />
}

/** The proxy where it is made already, else the take itself. */
function useVideoSource(mediaId: string | null): string | undefined {
  const isMade = useMade(mediaId === null ? null : `/proxy/${mediaId}`) === 'ready'
  if (mediaId === null) return undefined
  return `${isMade ? '/proxy' : '/media'}/${mediaId}`
}
