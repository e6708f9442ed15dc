import { assertNever } from '#model/assert-never.ts'
import { fitOf } from '#model/fit.ts'
import type { Piece, PieceSource } from '#model/render-plan.ts'
import { STILL_PUSH } from '#model/still-scale.ts'
import { framesIn, secondsFromFrames, secondsFromTicks, type FrameRate } from '#model/time.ts'
import { decimalSeconds, fileArg } from '#main/media/ffmpeg-args.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import type { VideoProbe } from '#main/media/probe.ts'
import { fitFilters, scaleTo } from './fit-filters.ts'
import type { PictureFormat } from './picture-format.ts'
import type { StillPicture } from './still-picture.ts'

/** A layer of a piece with the files it needs: `captionPath` is a PNG of the film's size. */
export type Layer = {
  readonly source: PieceSource
  readonly media: { readonly path: string; readonly probe: VideoProbe } | null
  readonly still: StillPicture | null
  readonly captionPath: string | null
}

/** The layers of a piece in the order of its content: one, or outgoing and incoming. */
export type PieceInputs = readonly [Layer] | readonly [Layer, Layer]

/** Pictures that come through stdin, raw and one a frame, to be laid over the piece at this place. */
export type PlateInput = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** How the pictures are to be written. */
export type PieceOutput = {
  readonly pixels: 'yuv420p' | 'yuv422p10le'
  readonly encoderArgs: readonly string[]
  readonly container: 'mp4' | 'mov' | 'rawvideo'
  readonly path: string
}

type Graph = { readonly inputs: (readonly string[])[]; readonly chains: string[] }

/** The arguments of one ffmpeg run that encodes a piece. */
export function pieceArgs(
  piece: Piece,
  layers: PieceInputs,
  format: PictureFormat,
  output: PieceOutput,
  plate: PlateInput | null = null,
): string[] {
  const graph: Graph = { inputs: [], chains: [] }
  const frames = framesIn(piece)
  const { content } = piece
  let label: string
  switch (content.kind) {
    case 'solo':
      label = addPicture(graph, layers[0], frames, format)
      label = addCaption(graph, label, layers[0], '')
      break
    case 'dissolve':
      label = addDissolve(graph, content, layers, frames, format)
      break
    default:
      return assertNever(content)
  }
  const fades = fadeFilters(piece, format.rate)
  if (plate) {
    graph.chains.push(`[${label}]${[...fades, 'format=yuv420p'].join(',')}[faded]`)
    addPlate(graph, 'faded', plate, format.rate, output.pixels)
  } else {
    graph.chains.push(`[${label}]${[...fades, finished(output.pixels)].join(',')}[out]`)
  }
  return [
    ['-loglevel', 'warning', '-filter_threads', '1', '-filter_complex_threads', '1'],
    graph.inputs.flat(),
    ['-filter_complex', graph.chains.join(';'), '-map', '[out]', '-frames:v', `${frames}`],
    output.encoderArgs,
    ['-f', output.container, '-y', fileArg(output.path)],
  ].flat()
}

/** ProRes takes its words for colours from the pictures, H.264 from the encoder's arguments. */
function finished(pixels: PieceOutput['pixels']): string {
  if (pixels === 'yuv420p') return 'format=yuv420p'
  return `format=${pixels},setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709`
}

/** Over all else, so that it can be read in the black, too. */
function addPlate(
  graph: Graph,
  label: string,
  plate: PlateInput,
  rate: FrameRate,
  pixels: PieceOutput['pixels'],
): void {
  const size = `${plate.width}x${plate.height}`
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-framerate', `${rate.numerator}/${rate.denominator}`]
  const input = addInput(graph, ...raw, '-i', 'pipe:0')
  graph.chains.push(
    `[${input}:v]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[plate]`,
    `[${label}][plate]overlay=x=${plate.left}:y=${plate.top}:eof_action=repeat,${finished(pixels)}[out]`,
  )
}

function addInput(graph: Graph, ...args: readonly string[]): number {
  graph.inputs.push(args)
  return graph.inputs.length - 1
}

/** Adds a layer brought to the film's frame and rate, exactly `frames` long; answers its label. */
function addPicture(graph: Graph, layer: Layer, frames: number, format: PictureFormat): string {
  const { source, media, still, captionPath } = layer
  const rate = `${format.rate.numerator}/${format.rate.denominator}`
  const exactly = exactFrames(format.rate, frames)
  const label = `p${graph.inputs.length}`
  if (source.kind === 'take') {
    if (!media) throw new Error(`no file for take ${source.mediaId}`)
    const seek = seekTo(source, media.probe, format.rate)
    const input = addInput(graph, '-threads', '1', ...seek.args, '-i', fileArg(media.path))
    const fit = fitFilters(media.probe, format, label)
    graph.chains.push(`[${input}:v:0]settb=AVTB,setpts=${seek.setpts},${exactly},${fit}[${label}]`)
  } else if (source.kind === 'still') {
    if (!still) throw new Error(`no picture for still ${source.mediaId}`)
    const input = addInput(graph, '-f', 'png_pipe', '-i', fileArg(still.path))
    const fit = fitFilters({ facts: still, hasSquarePixels: true, colour: { matrix: undefined } }, format, label)
    // Scaled once and then repeated, where the filters that take it let one picture through.
    const standing = fitOf(still, format) === 'cover' ? `${fit},${exactly}` : `${exactly},${fit}`
    graph.chains.push(`[${input}:v]${standing},${pushIn(source, format.rate)},setsar=1[${label}]`)
  } else if (captionPath) {
    const input = addInput(graph, '-f', 'png_pipe', '-i', fileArg(captionPath))
    graph.chains.push(
      `[${input}:v]${exactly},${scaleTo(`${format.width}:${format.height}`, '')},setsar=1,format=yuv420p[${label}]`,
    )
  } else {
    const input = addInput(graph, '-f', 'lavfi', '-i', `color=c=black:s=${format.width}x${format.height}:r=${rate}`)
    graph.chains.push(`[${input}:v]trim=end_frame=${frames},setsar=1,format=yuv420p[${label}]`)
  }
  return label
}

/**
 * Enlarges about the middle a little more with every frame (R9). Of ffmpeg's ways to do so, this is the one that places
 * pixels between pixels: others move in whole ones, and a slow push would tremble.
 */
function pushIn({ startTicks, speed }: PieceSource & { kind: 'still' }, rate: FrameRate): string {
  const { atStart, atLast, slowingSeconds } = STILL_PUSH
  const step = (secondsFromFrames(1, rate) * speed.numerator) / speed.denominator
  const seconds = `(${decimalSeconds(secondsFromTicks(startTicks))}+in*${step.toFixed(9)})`
  const scale = `max(1,${atLast}-${(atLast - atStart).toFixed(6)}*exp(-${seconds}/${slowingSeconds}))`
  const near = (side: string): string => `${side}/2*(1-1/(${scale}))`
  const far = (side: string): string => `${side}/2*(1+1/(${scale}))`
  const [left, right, top, bottom] = [near('W'), far('W'), near('H'), far('H')]
  const corners = { x0: left, y0: top, x1: right, y1: top, x2: left, y2: bottom, x3: right, y3: bottom }
  const places = Object.entries(corners).map(([name, place]) => `${name}='${place}'`)
  return `perspective=${places.join(':')}:interpolation=cubic:eval=frame`
}

/** Lays a layer's caption over a picture; `when` is an overlay's `enable` option or nothing. */
function addCaption(graph: Graph, label: string, layer: Layer, when: string): string {
  if (layer.source.kind === 'card' || layer.captionPath === null) return label
  const input = addInput(graph, '-f', 'png_pipe', '-i', fileArg(layer.captionPath))
  const captioned = `${label}c${input}`
  const toBt709 = 'scale=out_color_matrix=bt709:out_range=tv,format=yuva420p'
  graph.chains.push(
    `[${input}:v]${toBt709}[i${input}]`,
    `[${label}][i${input}]overlay=eof_action=repeat${when}[${captioned}]`,
  )
  return captioned
}

/**
 * The incoming picture's share in frame i of n is (i + 1/2) / n. xfade reckons with i / n, so it is told that the dissolve
 * began half a frame ago, on a clock that has half frames.
 */
function addDissolve(
  graph: Graph,
  content: Piece['content'] & { kind: 'dissolve' },
  layers: PieceInputs,
  frames: number,
  format: PictureFormat,
): string {
  const { rate } = format
  const { totalFrames, skipFrames, cutFrame } = content
  const incomingLayer = layers[1]
  if (!incomingLayer) throw new Error('a dissolve needs two layers')
  const outgoing = addPicture(graph, layers[0], totalFrames, format)
  const incoming = addPicture(graph, incomingLayer, totalFrames, format)
  const halfFrames = `settb=${rate.denominator}/${rate.numerator * 2}`
  const duration = decimalSeconds(secondsFromFrames(totalFrames, rate))
  const offset = decimalSeconds(-secondsFromFrames(1, rate) / 2)
  graph.chains.push(
    `[${outgoing}]${halfFrames}[x0]`,
    `[${incoming}]${halfFrames}[x1]`,
    `[x0][x1]xfade=transition=fade:duration=${duration}:offset=${offset},${frameClock(rate)}[x]`,
  )
  const first = addCaption(graph, 'x', layers[0], `:enable='lt(n,${cutFrame})'`)
  const both = addCaption(graph, first, incomingLayer, `:enable='gte(n,${cutFrame})'`)
  graph.chains.push(`[${both}]trim=start_frame=${skipFrames}:end_frame=${skipFrames + frames},${frameClock(rate)}[d]`)
  return 'd'
}

/** Timestamps that count frames from 0. */
function frameClock(rate: FrameRate): string {
  return `settb=${rate.denominator}/${rate.numerator},setpts=N`
}

/**
 * Frame i of a fade in of n has i / n of its light, frame i of a fade out 1 - (i + 1) / n: the film's first and last frames
 * are black. The filter reckons by timestamps and takes negative ones for late, so the clock of a piece in the middle of a
 * fade is put forward.
 */
function fadeFilters(piece: Piece, rate: FrameRate): string[] {
  const filters = piece.fades.flatMap(({ direction, startFrame, frames }) => {
    const zeroFrame = startFrame - (direction === 'out' ? 1 : 0)
    const start = decimalSeconds(secondsFromFrames(Math.max(0, zeroFrame), rate))
    const duration = decimalSeconds(secondsFromFrames(frames, rate))
    return [`setpts=N+${Math.max(0, -zeroFrame)}`, `fade=t=${direction}:st=${start}:d=${duration}`]
  })
  return filters.length > 0 ? [frameClock(rate), ...filters, 'setpts=N'] : []
}
