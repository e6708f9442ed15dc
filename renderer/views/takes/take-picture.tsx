import { useMemo, type ReactNode } from 'react'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { endOpening } from '../../frame/focus.ts'
import { useProject } from '../../frame/use-project.tsx'
import { TakeInPlacePlayer, TakePlayer, type PlacedTake } from '../../playback/take-player.tsx'
import { useTransport } from '../../playback/use-transport.tsx'
import { placeTake } from './place-take.ts'

export type TakeOfShot = { readonly take: TakeRow; readonly shot: TakeShot | null }

const NOTHING_AHEAD: readonly TakeOfShot[] = []

/** The film goes to the take that is turned to, unless a hand went elsewhere while the takes were being opened. */
const mayLead = (): boolean => !endOpening()

type Props = {
  readonly take: TakeRow
  readonly shot: TakeShot | null
  readonly className?: string
  /** What will be looked at next: made ready, so that it stands at once. */
  readonly ahead?: readonly TakeOfShot[]
  /** Plates on the picture. */
  readonly children?: ReactNode
}

/** A take large, at its place in the song, which loops; one without a place runs by itself, in silence. */
export function TakePicture({ take, shot, ahead = NOTHING_AHEAD, className = '', children }: Props) {
  const { rate, width, height } = useProject()
  const format = useMemo(() => ({ rate, width, height }), [rate, width, height])
  const place = useMemo(() => placeTake(take, shot, rate), [take, shot, rate])
  const next = useMemo(
    () =>
      ahead.flatMap(({ take, shot }): PlacedTake[] => {
        const place = placeTake(take, shot, rate)
        return place && take.media ? [{ mediaId: take.media.id, facts: take.media.facts, place }] : []
      }),
    [ahead, rate],
  )
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
    <TakeInPlacePlayer {...player} place={place} format={format} next={next} maySeek={mayLead}>
      {children}
    </TakeInPlacePlayer>
  )
}
