import { filmFrames, type Sequence } from '#model/sequence.ts'
import { ticksFromFrames } from '#model/time.ts'
import { frameAtTicks } from '../playback/preview.ts'
import type { Transport } from '../playback/transport.ts'
import { useTransport } from '../playback/use-transport.tsx'

type FilmTime = Pick<Sequence, 'rate' | 'film'>

/** The play-head in whole frames of the film. */
export type Playhead = {
  /** The frame that is seen this instant. */
  now(): number
  /** Goes to a frame, inside the film. */
  go(frame: number): void
}

export function playheadOf(transport: Transport, { rate, film }: FilmTime): Playhead {
  const last = filmFrames(film) - 1
  return {
    now: () => Math.min(last, frameAtTicks(transport.nowTicks(), rate)),
    go: frame => transport.seek(ticksFromFrames(Math.min(last, Math.max(0, frame)), rate)),
  }
}

/** The frame of the play-head; renders again with every frame, so only what is small should ask for it. */
export function usePlayheadFrame({ rate, film }: FilmTime): number {
  const last = filmFrames(film) - 1
  return useTransport(({ positionTicks }) => Math.min(last, frameAtTicks(positionTicks, rate)))
}

/** What of the play-head's frame matters here; renders again only when that changes. */
export function usePlayheadValue<T extends string | number | boolean | null>(
  { rate }: Pick<Sequence, 'rate'>,
  pick: (frame: number) => T,
): T {
  return useTransport(({ positionTicks }) => pick(frameAtTicks(positionTicks, rate)))
}
