import { assertNever } from './assert-never.ts'
import { burnInOf, type BurnInMark, type PieceBurnIn } from './burn-in.ts'
import type { MediaId, ShotId } from './ids.ts'
import { plannedEffects, plannedSound, type PlannedEffect, type PlannedSound } from './render-sounds.ts'
import { filmFrames, type Clip, type Gap, type Sequence, type Speed, type Transition } from './sequence.ts'
import { framesIn, scaleRound, ticks, TICKS_PER_SECOND, type FrameRange, type FrameRate, type Ticks } from './time.ts'

/** What is written into the picture of a shot: its number in the treatment, from 1, and its words. */
export type ShotCaption = { readonly number: number; readonly text: string }

/** `startTicks` is the instant of the source at the layer's first frame; before its first picture it is negative. */
export type PlayedSource<Kind extends 'take' | 'still'> = {
  readonly kind: Kind
  readonly mediaId: MediaId
  readonly startTicks: Ticks
  readonly speed: Speed
  readonly caption: ShotCaption | null
}

/** What one layer of a piece shows. `caption` is null where none is wanted. */
export type PieceSource =
  | PlayedSource<'take'>
  /** A still stands, and is slowly pushed into (R9). */
  | PlayedSource<'still'>
  /** A full card in place of a missing take; black without a caption. */
  | { readonly kind: 'card'; readonly caption: ShotCaption | null }

export type PieceContent =
  | { readonly kind: 'solo'; readonly source: PieceSource }
  /**
   * A whole dissolve of `totalFrames`, of which the piece shows those from `skipFrames` on. The sources begin with the
   * dissolve; captions change at `cutFrame` of it.
   */
  | {
      readonly kind: 'dissolve'
      readonly outgoing: PieceSource
      readonly incoming: PieceSource
      readonly totalFrames: number
      readonly skipFrames: number
      readonly cutFrame: number
    }

/** A fade of the film, or half a dip, that touches the piece. `startFrame` counts from the piece's first frame and may be negative. */
export type PieceFade = { readonly direction: 'in' | 'out'; readonly startFrame: number; readonly frames: number }

/** A stretch of the film that is encoded by itself. */
export type Piece = FrameRange & {
  readonly content: PieceContent
  readonly fades: readonly PieceFade[]
  /** Only in review copies. */
  readonly burnIn?: PieceBurnIn
}

/** What plays when: pieces that tile `span` without a gap, and the sound beneath them. */
export type RenderPlan = {
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  readonly span: FrameRange
  readonly pieces: readonly Piece[]
  readonly sound: PlannedSound | null
  /** What sounds beside the song. */
  readonly effects: readonly PlannedEffect[]
}

export type RenderPlanOptions = {
  /** The part of the film to render; all of it by default. */
  readonly span?: FrameRange | undefined
  readonly captions?: ReadonlyMap<ShotId, ShotCaption> | undefined
  /** Also over pictures. Cards in place of missing takes always carry theirs. */
  readonly areCaptionsShown?: boolean | undefined
  /** Writes number of shot, bar and timecode into every picture; the bars' names by the film frames at which they begin. */
  readonly burnInBars?: readonly BurnInMark[] | undefined
  /** The size of the pictures, where it is not the film's. */
  readonly size?: { readonly width: number; readonly height: number } | undefined
}

/** A long take is cut into even pieces no longer than this, so that a stop loses little and cores share the work. */
const LONGEST_PIECE_SECONDS = 20

/** Lays out the pieces of a sequence (rules R1-R10 of SPEC.md). Throws where the sequence breaks its own rules. */
export function planRender(sequence: Sequence, options: RenderPlanOptions = {}): RenderPlan {
  const { rate } = sequence
  const { width, height } = options.size ?? sequence
  const whole: FrameRange = { startFrame: 0, endFrame: filmFrames(sequence.film) }
  const span = options.span ?? whole
  if (span.startFrame < 0 || span.endFrame > whole.endFrame || framesIn(span) <= 0) {
    throw new RangeError(`frames ${span.startFrame} to ${span.endFrame} are not in the film`)
  }
  const fades = [...filmFades(sequence, whole.endFrame), ...dipFades(sequence)]
  const bars = options.burnInBars
  const marks = bars && { bars, shots: shotMarks(sequence, options) }
  const pieces = picturePieces(sequence, options, whole.endFrame)
    .filter(piece => piece.startFrame < span.endFrame && piece.endFrame > span.startFrame)
    .map(piece => withFades(cropPiece(piece, span, rate), fades))
    .map(piece => (marks ? { ...piece, burnIn: burnInOf(marks, piece) } : piece))
  const [sound, effects] = [plannedSound(sequence, span), plannedEffects(sequence, span)]
  return { rate, width, height, span, pieces, sound, effects }
}

type Stretch = FrameRange & { readonly content: PieceContent }

/**
 * Walks V1: a solo stretch for what each item shows alone, a dissolve where two overlap, black after the last. Beside a dip
 * each shows its picture alone, up to the cut.
 */
function picturePieces(sequence: Sequence, options: RenderPlanOptions, filmEndFrame: number): Stretch[] {
  const { rate } = sequence
  const stretches: Stretch[] = []
  const { items, transitions } = pictureItems(sequence)
  let cutFrame = 0
  for (const [index, item] of items.entries()) {
    const [before, after] = [dissolveIn(transitions[index]), dissolveIn(transitions[index + 1])]
    const endFrame = cutFrame + item.frameCount
    const itemStart = cutFrame
    const sourceAt = (frame: number): PieceSource => sourceOf(item, frame - itemStart, rate, options)
    if (before) {
      const previous = items[index - 1]!
      const startFrame = cutFrame - before.inFrames
      const content: PieceContent = {
        kind: 'dissolve',
        outgoing: sourceOf(previous, previous.frameCount - before.inFrames, rate, options),
        incoming: sourceAt(startFrame),
        totalFrames: before.inFrames + before.outFrames,
        skipFrames: 0,
        cutFrame: before.inFrames,
      }
      stretches.push({ startFrame, endFrame: cutFrame + before.outFrames, content })
    }
    const soloStart = cutFrame + (before?.outFrames ?? 0)
    const soloEnd = endFrame - (after?.inFrames ?? 0)
    if (soloEnd < soloStart) throw new Error(`the transitions of item ${item.id} overlap`)
    for (const { startFrame, endFrame } of evenParts(soloStart, soloEnd, rate)) {
      stretches.push({ startFrame, endFrame, content: { kind: 'solo', source: sourceAt(startFrame) } })
    }
    cutFrame = endFrame
  }
  if (cutFrame > filmEndFrame) throw new Error(`the picture is ${cutFrame - filmEndFrame} frames longer than the film`)
  if (cutFrame < filmEndFrame) {
    stretches.push({ startFrame: cutFrame, endFrame: filmEndFrame, content: { kind: 'solo', source: BLACK } })
  }
  return stretches
}

function dissolveIn(transition: Transition | undefined): Transition | undefined {
  return transition?.style === 'dissolve' ? transition : undefined
}

const BLACK: PieceSource = { kind: 'card', caption: null }

type PictureItems = {
  readonly items: readonly (Clip | Gap)[]
  readonly transitions: readonly (Transition | undefined)[]
}

/** V1's clips and gaps, and beside them the transition that stands before each (one more: after the last). */
function pictureItems(sequence: Sequence): PictureItems {
  const [track, ...others] = sequence.tracks.filter(({ kind }) => kind === 'picture')
  if (others.some(({ items }) => items.length > 0)) throw new Error('only one picture track can be rendered')
  const items: (Clip | Gap)[] = []
  const transitions: (Transition | undefined)[] = []
  for (const item of track?.items ?? []) {
    if (item.kind === 'transition') {
      if (items.length === 0 || transitions[items.length])
        throw new Error(`transition ${item.id} has no clip before it`)
      transitions[items.length] = item
    } else {
      items.push(item)
    }
  }
  if (transitions[items.length]) throw new Error('the last transition has no clip after it')
  return { items, transitions }
}

/** What an item shows from `frame` of it on; frames before and after it are its handles. */
function sourceOf(item: Clip | Gap, frame: number, rate: FrameRate, options: RenderPlanOptions): PieceSource {
  if (item.kind === 'gap' || item.isOff) return BLACK
  const caption = (item.shotId && options.captions?.get(item.shotId)) ?? null
  switch (item.source.kind) {
    case 'missing':
      return { kind: 'card', caption }
    case 'take':
    case 'still':
      return {
        kind: item.source.kind,
        mediaId: item.source.mediaId,
        startTicks: ticks(item.sourceStartTicks + sourceTicks(frame, item.speed, rate)),
        speed: item.speed,
        caption: options.areCaptionsShown ? caption : null,
      }
    case 'song':
    case 'sound':
      throw new Error(`clip ${item.id} of the picture shows a sound`)
    default:
      return assertNever(item.source)
  }
}

/** How much of a source passes in `frames` of the film. */
export function sourceTicks(frames: number, speed: Speed, rate: FrameRate): number {
  return scaleRound(frames * speed.numerator, rate.denominator * TICKS_PER_SECOND, rate.numerator * speed.denominator)
}

function evenParts(startFrame: number, endFrame: number, rate: FrameRate): FrameRange[] {
  const frames = endFrame - startFrame
  const longest = Math.round((LONGEST_PIECE_SECONDS * rate.numerator) / rate.denominator)
  const count = Math.ceil(frames / longest)
  const at = (part: number): number => startFrame + Math.floor((frames * part) / count)
  return Array.from({ length: count }, (_, part) => ({ startFrame: at(part), endFrame: at(part + 1) }))
}

/** The part of a piece that lies in the span. */
function cropPiece(piece: Stretch, span: FrameRange, rate: FrameRate): Stretch {
  const startFrame = Math.max(piece.startFrame, span.startFrame)
  const endFrame = Math.min(piece.endFrame, span.endFrame)
  const skipped = startFrame - piece.startFrame
  if (skipped === 0) return { startFrame, endFrame, content: piece.content }
  const { content } = piece
  switch (content.kind) {
    case 'solo':
      return { startFrame, endFrame, content: { kind: 'solo', source: later(content.source, skipped, rate) } }
    case 'dissolve':
      return { startFrame, endFrame, content: { ...content, skipFrames: content.skipFrames + skipped } }
    default:
      return assertNever(content)
  }
}

function later(source: PieceSource, frames: number, rate: FrameRate): PieceSource {
  if (source.kind === 'card') return source
  return { ...source, startTicks: ticks(source.startTicks + sourceTicks(frames, source.speed, rate)) }
}

type FilmFade = FrameRange & { readonly direction: 'in' | 'out' }

function filmFades(sequence: Sequence, filmEndFrame: number): FilmFade[] {
  const all: FilmFade[] = [
    { direction: 'in', startFrame: 0, endFrame: sequence.fadeInFrames },
    { direction: 'out', startFrame: filmEndFrame - sequence.fadeOutFrames, endFrame: filmEndFrame },
  ]
  return all.filter(fade => framesIn(fade) > 0)
}

/** R8: each side of a dip fades within its own clip, the first to black at the cut, the second out of it. */
function dipFades(sequence: Sequence): FilmFade[] {
  const { items, transitions } = pictureItems(sequence)
  const fades: FilmFade[] = []
  let cutFrame = 0
  for (const [index, item] of items.entries()) {
    const dip = transitions[index]
    if (dip?.style === 'dip') {
      fades.push({ direction: 'out', startFrame: cutFrame - dip.inFrames, endFrame: cutFrame })
      fades.push({ direction: 'in', startFrame: cutFrame, endFrame: cutFrame + dip.outFrames })
    }
    cutFrame += item.frameCount
  }
  return fades.filter(fade => framesIn(fade) > 0)
}

/** The number of the shot that stands at each cut; nothing where none does. */
function shotMarks(sequence: Sequence, { captions }: RenderPlanOptions): BurnInMark[] {
  const marks: BurnInMark[] = []
  let frame = 0
  for (const item of pictureItems(sequence).items) {
    const number = item.kind === 'clip' && item.shotId && !item.isOff ? captions?.get(item.shotId)?.number : undefined
    marks.push({ frame, text: number === undefined ? '' : `${number}` })
    frame += item.frameCount
  }
  return marks
}

function withFades(piece: Stretch, fades: readonly FilmFade[]): Piece {
  const touching = fades.filter(fade => fade.startFrame < piece.endFrame && fade.endFrame > piece.startFrame)
  return {
    ...piece,
    fades: touching.map(fade => ({
      direction: fade.direction,
      startFrame: fade.startFrame - piece.startFrame,
      frames: framesIn(fade),
    })),
  }
}
