import { useMemo, type ReactNode } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useProject } from '../../frame/use-project.tsx'
import { useMade } from '../../playback/made-picture.tsx'
import { TakeInPlacePlayer, TakePlayer } from '../../playback/take-player.tsx'
import { useTransport } from '../../playback/use-transport.tsx'
import { placeTake } from './place-take.ts'

type Props = {
  readonly take: TakeRow
  readonly shot: TakeShot | null
  readonly className?: string
  /** Plates on the picture. */
  readonly children?: ReactNode
}

/** A take large, at its place in the song, which loops; one without a place runs by itself, in silence. */
export function TakePicture({ take, shot, className = '', children }: Props) {
  const { rate, width, height } = useProject()
  const format = useMemo(() => ({ rate, width, height }), [rate, width, height])
  const place = useMemo(() => placeTake(take, shot, rate), [take, shot, rate])
  const isPlaying = useTransport(state => state.isPlaying)
  const { media } = take
  if (!media) return null
  const player = { mediaId: media.id, facts: media.facts, className }
  if (place === null) {
    return (
      <TakePlayer {...player} isPlaying={isPlaying}>
        {children}
      </TakePlayer>
    )
  }
  return (
    <TakeInPlacePlayer {...player} place={place} format={format}>
      {children}
    </TakeInPlacePlayer>
  )
}

/** Fetches the beginning of a take that will be looked at next, and has it decoded. */
export function TakeAhead({ take }: { take: TakeRow }) {
  const mediaId = take.media?.id ?? null
  const isMade = useMade(mediaId === null ? null : `/proxy/${mediaId}`) === 'ready'
  if (mediaId === null) return null
  return (
    <video
      src={`${isMade ? '/proxy' : '/media'}/${mediaId}`}
      muted
      preload="auto"
      aria-hidden="true"
      className="hidden"
    />
  )
}
