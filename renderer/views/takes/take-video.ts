import { useEffect, type RefObject } from 'react'
import { sourceWindow } from '#model/assemble/source-window.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { HANDLE_TICKS, PACE } from '#model/handles.ts'
import { framesIn, secondsFromTicks, ticks, ticksFromFrames, type FrameRate } from '#model/time.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'

/** Where a take plays in the film, and which of its seconds do. */
export type PlacedTake = {
  readonly placeStartTicks: number
  readonly placeEndTicks: number
  readonly sourceStartTicks: number
}

/** The take at its shot's place as an assembled cut would show it; null without a place or a picture. */
export function placeTake(take: TakeRow, shot: TakeShot | null, rate: FrameRate): PlacedTake | null {
  if (!shot?.place || !take.media) return null
  const { rate: takeRate, durationTicks } = take.media.facts
  const facts = { rate: takeRate, durationTicks: ticks(durationTicks) }
  const { startTicks } = sourceWindow(facts, framesIn(shot.place), rate, PACE, HANDLE_TICKS)
  return {
    placeStartTicks: ticksFromFrames(shot.place.startFrame, rate),
    placeEndTicks: ticksFromFrames(shot.place.endFrame, rate),
    sourceStartTicks: startTicks,
  }
}

/** A picture may be this far from the song before it is put right: more than a frame, less than an eye sees. */
const DRIFT_SECONDS = 0.06
/** While nothing plays the very frame is shown. */
const STILL_SECONDS = 0.02

/** Keeps a video with the song, at the take's place in it. What the song plays outside the place leaves its ends standing. */
export function useVideoInSong(video: RefObject<HTMLVideoElement | null>, placed: PlacedTake | null): void {
  const transport = useTransportControls()
  useEffect(() => {
    let frame = 0
    const follow = (): void => {
      frame = requestAnimationFrame(follow)
      const element = video.current
      if (!element || !placed || element.readyState < HTMLMediaElement.HAVE_METADATA) return
      const { isPlaying, rate } = transport.store.getState()
      const now = transport.nowTicks()
      const inPlace = Math.max(placed.placeStartTicks, Math.min(now, placed.placeEndTicks)) - placed.placeStartTicks
      const target = secondsFromTicks(ticks(placed.sourceStartTicks + inPlace))
      const isInside = now >= placed.placeStartTicks && now < placed.placeEndTicks
      const isRunning = isPlaying && rate > 0 && isInside && target < element.duration
      if (isRunning && element.paused) element.play().catch(() => {})
      else if (!isRunning && !element.paused) element.pause()
      if (isRunning && element.playbackRate !== rate) element.playbackRate = Math.min(rate, 8)
      const allowed = isRunning ? DRIFT_SECONDS : STILL_SECONDS
      // A seek that is under way is not begun anew.
      if (Math.abs(element.currentTime - target) > allowed && !element.seeking) element.currentTime = target
    }
    frame = requestAnimationFrame(follow)
    return () => cancelAnimationFrame(frame)
  }, [transport, video, placed])
}
