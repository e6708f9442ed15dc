import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { ticksFromFrames, type FrameRate } from '#model/time.ts'
import { MadePicture } from './made-picture.tsx'
import { planOfTake, planOfTakeInPlace, type TakePlace } from './take-plan.ts'
import { Transport } from './transport.ts'
import { useTransport, useTransportControls } from './use-transport.tsx'
import type { TakeFacts } from './video-pool.ts'
import { FilmViewer } from './viewer.tsx'

type Props = {
  mediaId: string
  facts: TakeFacts
  /** Plates on the picture. */
  children?: ReactNode
  className?: string
}

/**
 * One take alone, in silence and round and round. `onTransport` gives its own transport out, for a scrubber; it plays from the
 * beginning when it opens with `isPlaying`.
 */
export function TakePlayer({
  mediaId,
  facts,
  children,
  className = '',
  isPlaying = false,
  onTransport,
}: Props & { isPlaying?: boolean; onTransport?: (transport: Transport) => void }) {
  const [transport] = useState(() => new Transport())
  const plan = useMemo(() => planOfTake(mediaId, facts), [mediaId, facts])
  const find = useMemo(() => (id: string) => (id === mediaId ? facts : undefined), [mediaId, facts])
  useEffect(() => {
    const durationTicks = ticksFromFrames(plan.span.endFrame, plan.rate)
    transport.load({ songUrl: null, songTicks: 0, headTicks: durationTicks, tailTicks: 0 })
    transport.seek(0)
    transport.setLoop({ startTicks: 0, endTicks: durationTicks })
    if (isPlaying) transport.play()
    return () => transport.pause()
  }, [transport, plan, isPlaying])
  useEffect(() => () => transport.rest(), [transport])
  useEffect(() => onTransport?.(transport), [transport, onTransport])
  return (
    <FilmViewer plan={plan} facts={find} transport={transport} className={className}>
      {children}
    </FilmViewer>
  )
}

/** A take with its place. */
export type PlacedTake = { readonly mediaId: string; readonly facts: TakeFacts; readonly place: TakePlace }

const NOTHING_NEXT: readonly PlacedTake[] = []
const ALWAYS = (): boolean => true

/**
 * A take at its place in the film, under the project's transport: with the song, and round its place while it is open. The takes of `next`
 * are made ready to be shown in its stead. It is gone to where the film stands elsewhere and `maySeek` allows it. Keep the identity of
 * facts, place, format, next and maySeek.
 */
export function TakeInPlacePlayer({
  mediaId,
  facts,
  place,
  format,
  next = NOTHING_NEXT,
  maySeek = ALWAYS,
  children,
  className = '',
}: Props & {
  place: TakePlace
  format: { rate: FrameRate; width: number; height: number }
  next?: readonly PlacedTake[]
  maySeek?: () => boolean
}) {
  const transport = useTransportControls()
  const durationTicks = useTransport(state => state.durationTicks)
  const { rate } = format
  const { startFrame, frameCount } = place
  const filmFrames = Math.floor(durationTicks / ticksFromFrames(1, rate))
  const plan = useMemo(
    () => planOfTakeInPlace(mediaId, facts, place, format, filmFrames),
    [mediaId, facts, place, format, filmFrames],
  )
  const nextFilms = useMemo(
    () =>
      next.map(take => ({
        plan: planOfTakeInPlace(take.mediaId, take.facts, take.place, format, filmFrames),
        startFrame: take.place.startFrame,
        endFrame: take.place.startFrame + take.place.frameCount,
      })),
    [next, format, filmFrames],
  )
  const find = useMemo(() => (id: string) => (id === mediaId ? facts : undefined), [mediaId, facts])

  useEffect(() => {
    const [startTicks, endTicks] = [ticksFromFrames(startFrame, rate), ticksFromFrames(startFrame + frameCount, rate)]
    transport.setLoop({ startTicks, endTicks })
    const now = transport.nowTicks()
    const isFree = maySeek() || transport.store.getState().isPlaying
    if (isFree && (now < startTicks || now >= endTicks)) transport.seek(startTicks)
    return () => transport.setLoop(null)
  }, [transport, startFrame, frameCount, rate, maySeek])

  return (
    <FilmViewer plan={plan} facts={find} next={nextFilms} transport={transport} className={className}>
      <Elsewhere mediaId={mediaId} place={place} rate={rate} />
      {children}
    </FilmViewer>
  )
}

/** While the film stands where the take has no picture, its thumbnail tells which one is meant. */
function Elsewhere({ mediaId, place, rate }: { mediaId: string; place: TakePlace; rate: FrameRate }) {
  const startTicks = ticksFromFrames(place.startFrame, rate)
  const endTicks = ticksFromFrames(place.startFrame + place.frameCount, rate)
  const isElsewhere = useTransport(
    ({ isPlaying, positionTicks }) => !isPlaying && (positionTicks < startTicks || positionTicks >= endTicks),
  )
  if (!isElsewhere) return null
  return <MadePicture src={`/thumb/${mediaId}`} alt="" className="absolute inset-0 size-full object-cover" />
}
