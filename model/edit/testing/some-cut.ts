import type { ItemId, MediaId, ProjectId, SequenceId, TakeId } from '../../ids.ts'
import type { Clip, Sequence, Track } from '../../sequence.ts'
import { ticksFromFrames, type FrameRate } from '../../time.ts'
import type { MediaLengths } from '../media.ts'

/** For tests: a cut drawn as text, and texts drawn of cuts. */
export const RATE: FrameRate = { numerator: 24, denominator: 1 }

export function id(name: string): ItemId {
  return name as ItemId
}

/** Takes `m-a`, `m-b` ... of the clips drawn below: `frames` of each. */
export function lengths(frames: Readonly<Record<string, number>>): MediaLengths {
  return new Map(
    Object.entries(frames).map(([name, count]) => [
      `m-${name}` as MediaId,
      { durationTicks: ticksFromFrames(count, RATE), rate: RATE },
    ]),
  )
}

/**
 * For tests: a cut from a drawing such as `a10+5 .3 b8`: clip `a` of 10 frames that begins 5 frames into its take, a gap of
 * 3 frames, clip `b` of 8 frames. `*` before an item pins an anchor there.
 */
export function cut(drawing: string, more: Partial<Sequence> = {}): Sequence {
  const anchorFrames: number[] = []
  let frame = 0
  const items = drawing.split(' ').map((word, index) => {
    const [, pin, name, frames, into] = /^(\*?)([a-z.~\d]*?[a-z.])(\d+)(?:\+(\d+))?$/.exec(word)!
    if (pin) anchorFrames.push(frame)
    frame += Number(frames)
    return name === '.'
      ? { kind: 'gap' as const, id: id(`gap-${index}`), frameCount: Number(frames) }
      : clip(name!, Number(frames), Number(into ?? 0))
  })
  const film = { headFrames: 0, songFrames: frame, tailFrames: 0 }
  const song: Clip = { ...clip('song', frame), source: { kind: 'song', mediaId: 'm-song' as MediaId } }
  return {
    id: 'cut' as SequenceId,
    projectId: 'project' as ProjectId,
    name: 'Cut 1',
    rate: RATE,
    width: 640,
    height: 360,
    film,
    tracks: [
      { kind: 'picture', name: 'V1', items },
      { kind: 'sound', name: 'A1', items: [song] },
    ],
    markers: [],
    anchorFrames,
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...more,
  }
}

export function clip(name: string, frameCount: number, into = 0): Clip {
  return {
    kind: 'clip',
    id: id(name),
    shotId: null,
    source: { kind: 'take', takeId: `t-${name}` as TakeId, mediaId: `m-${name}` as MediaId },
    frameCount,
    sourceStartTicks: ticksFromFrames(into, RATE),
    speed: { numerator: 1, denominator: 1 },
  }
}

/** For tests: the first track drawn, as `cut` reads it; a transition as `(in|out)`. */
export function drawn(sequence: Sequence, trackName = 'V1'): string {
  const track = sequence.tracks.find(({ name }) => name === trackName)
  return (track?.items ?? []).map(draw).join(' ')
}

function draw(item: Track['items'][number]): string {
  if (item.kind === 'transition') return `${item.style === 'dip' ? 'dip' : ''}(${item.inFrames}|${item.outFrames})`
  if (item.kind === 'gap') return `.${item.frameCount}`
  const into = (item.sourceStartTicks * RATE.numerator) / ticksFromFrames(RATE.numerator, RATE)
  return `${item.id}${item.frameCount}${into > 0 ? `+${Math.round(into * 100) / 100}` : ''}`
}
