import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import type { Piece, PieceSource, RenderPlan } from '#model/render-plan.ts'
import { framesIn } from '#model/time.ts'
import { CHOOSE_ANOTHER, runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { videoEncoderArgs } from './encoder-args.ts'
import { filmKey, pieceKey, songKey } from './keys.ts'
import { pieceArgs, type Layer, type PictureFormat, type PieceInputs } from './piece-args.ts'
import { createPieceCache } from './piece-cache.ts'
import type { RenderRequest } from './request.ts'
import { songArgs } from './song-args.ts'
import { readFailureIn, unreadSource } from './source-fault.ts'
import { findFault, type Expected } from './verify.ts'

/** Something to encode, or to find in the cache. */
export type Part = {
  readonly key: string
  readonly path: string
  readonly frames: number
  readonly weight: number
  /** What its file must be. */
  readonly expected: Expected
  use(): Promise<boolean>
  remove(): Promise<void>
  /** Encodes it and puts it into the cache. */
  make(folder: string, signal: AbortSignal, onFrame: (frames: number) => void): Promise<void>
}

export type Work = {
  /** A part for each piece, in the order of the film. */
  readonly pieces: readonly Part[]
  readonly song: Part | undefined
  /** Every different part, the song first. */
  readonly parts: readonly Part[]
  readonly filmKey: string
}

export function planWork(request: RenderRequest): Work {
  const { plan, tags } = request
  const encoderArgs = videoEncoderArgs(request.preset, plan.rate)
  const probes = createProbes(request)
  const parts = new Map<string, Part>()
  const pieces = plan.pieces.map(piece => {
    const captionLook = request.captions?.look ?? null
    const key = pieceKey(piece, { ffmpeg: request.ffmpeg, format: formatOf(plan), encoderArgs, captionLook })
    const part = parts.get(key) ?? piecePart(request, piece, key, encoderArgs, probes)
    parts.set(key, part)
    return part
  })
  const song = songPart(request)
  return {
    pieces,
    song,
    parts: [...(song ? [song] : []), ...parts.values()],
    filmKey: filmKey(
      pieces.map(({ key }) => key),
      song?.key,
      tags,
    ),
  }
}

function formatOf({ rate, width, height }: RenderPlan): PictureFormat {
  return { rate, width, height }
}

type Probes = (id: MediaId) => Promise<{ readonly path: string; readonly probe: VideoProbe }>

/** Reads each source once, and only those that are encoded. */
function createProbes({ mediaPath, ffmpeg }: RenderRequest): Probes {
  const known = new Map<MediaId, ReturnType<Probes>>()
  return id => {
    const found = known.get(id)
    if (found) return found
    const probing = (async () => {
      const path = mediaPath(id)
      return { path, probe: await probeVideo(path, ffmpeg) }
    })()
    known.set(id, probing)
    return probing
  }
}

function piecePart(
  request: RenderRequest,
  piece: Piece,
  key: string,
  encoderArgs: readonly string[],
  probes: Probes,
): Part {
  const { plan, ffmpeg } = request
  const cache = createPieceCache(request.cacheDir, 'mp4')
  const frames = framesIn(piece)
  const expected: Expected = { frames, rate: plan.rate, hasPicture: true, hasSound: false }
  return {
    key,
    path: cache.pathOf(key),
    frames,
    weight: piece.content.kind === 'dissolve' ? 2 : 1,
    expected,
    use: () => cache.use(key),
    remove: () => cache.remove(key),
    async make(folder, signal, onFrame) {
      const partPath = join(folder, `${key}.part.mp4`)
      const layers = await layersOf(request, piece, join(folder, key), probes)
      const args = pieceArgs(piece, layers, formatOf(plan), encoderArgs, partPath)
      const { progress, stderrTail } = await runFfmpeg(ffmpeg, args, {
        signal,
        onProgress: ({ frame }) => onFrame(frame),
      }).catch((error: unknown) => {
        throw atPiece(error, piece, layers)
      })
      throwIfUnread(stderrTail, takePaths(layers))
      if (progress.frame !== frames) throw shortPiece(piece, layers, progress.frame)
      await throwIfFaulty(partPath, expected, framesOf(piece))
      await cache.adopt(key, partPath)
    },
  }
}

async function layersOf(request: RenderRequest, piece: Piece, filesAt: string, probes: Probes): Promise<PieceInputs> {
  const layer = async (source: PieceSource, name: string): Promise<Layer> => {
    const media = source.kind === 'take' ? await probes(source.mediaId) : null
    if (source.caption === null || !request.captions) return { source, media, captionPath: null }
    const captionPath = `${filesAt}-${name}.png`
    const kind = source.kind === 'card' ? 'card' : 'overlay'
    await writeFile(captionPath, await request.captions.draw(source.caption, formatOf(request.plan), kind))
    return { source, media, captionPath }
  }
  const { content } = piece
  if (content.kind === 'solo') return [await layer(content.source, 'caption')]
  return [await layer(content.outgoing, 'outgoing'), await layer(content.incoming, 'incoming')]
}

function songPart(request: RenderRequest): Part | undefined {
  const { plan, preset, ffmpeg } = request
  const { sound, rate } = plan
  if (!sound) return undefined
  const cache = createPieceCache(request.cacheDir, 'm4a')
  const totalFrames = framesIn(plan.span)
  const key = songKey(sound, totalFrames, rate, preset.audioKbps, ffmpeg)
  const expected: Expected = { frames: totalFrames, rate, hasPicture: false, hasSound: true }
  return {
    key,
    path: cache.pathOf(key),
    frames: 0,
    weight: 0,
    expected,
    use: () => cache.use(key),
    remove: () => cache.remove(key),
    async make(folder, signal) {
      const partPath = join(folder, `${key}.part.m4a`)
      const songPath = request.mediaPath(sound.mediaId)
      const args = songArgs(sound, songPath, totalFrames, rate, preset.audioKbps, partPath)
      const { stderrTail } = await runFfmpeg(ffmpeg, args, { signal })
      throwIfUnread(stderrTail, [songPath])
      await throwIfFaulty(partPath, expected, 'The sound of the film')
      await cache.adopt(key, partPath)
    },
  }
}

/** Only what is whole comes into the cache, because it stays there. */
async function throwIfFaulty(path: string, expected: Expected, what: string): Promise<void> {
  const fault = await findFault(path, expected)
  if (fault === undefined) return
  const message = `${what} could not be written as it should be: ${fault}. Render again; if it happens again, ${CHOOSE_ANOTHER}.`
  throw new StudioError('render/faulty-part', message, { details: { fault } })
}

function throwIfUnread(stderr: string, sourcePaths: readonly string[]): void {
  const words = readFailureIn(stderr, sourcePaths)
  if (words !== undefined) throw unreadSource(sourcePaths, words)
}

/** Tells of a failing or hanging ffmpeg which part of the film, and which takes, it was at. */
function atPiece(error: unknown, piece: Piece, layers: PieceInputs): unknown {
  if (!isStudioError(error, 'ffmpeg/failed') && !isStudioError(error, 'ffmpeg/stalled')) return error
  const names = takeNames(layers)
  const message = `${framesOf(piece)}${names ? ` (${names})` : ''} could not be rendered. ${error.message}`
  return new StudioError(error.code, message, { cause: error, details: { ...error.details } })
}

function shortPiece(piece: Piece, layers: PieceInputs, frames: number): Error {
  const names = takeNames(layers)
  const fault = `${framesOf(piece)} came out ${frames} long instead of ${framesIn(piece)}.`
  if (!names) return new Error(fault)
  return new StudioError('render/short-piece', `${fault} Check that ${names} plays, or choose another take.`)
}

function framesOf(piece: Piece): string {
  return `Frames ${piece.startFrame} to ${piece.endFrame} of the film`
}

function takeNames(layers: PieceInputs): string {
  return takePaths(layers)
    .map(path => basename(path))
    .join(' and ')
}

function takePaths(layers: PieceInputs): string[] {
  return layers.flatMap(({ media }) => (media ? [media.path] : []))
}
