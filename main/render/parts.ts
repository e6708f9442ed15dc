import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import type { Piece, PieceSource, RenderPlan } from '#model/render-plan.ts'
import { framesIn } from '#model/time.ts'
import { CHOOSE_ANOTHER, runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { feedPlate } from './burn-in-feed.ts'
import { pixelFormat, videoEncoderArgs } from './encoder-args.ts'
import { filmKey, pieceKey, soundKey } from './keys.ts'
import type { PictureFormat } from './picture-format.ts'
import { pieceArgs, type Layer, type PieceInputs } from './piece-args.ts'
import { createPieceCache } from './piece-cache.ts'
import type { RenderRequest } from './request.ts'
import { soundArgs, type FilmSound } from './sound-args.ts'
import { readFailureIn, sourceNames, unreadSource } from './source-fault.ts'
import { uprightStill } from './still-picture.ts'
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
  readonly sound: Part | undefined
  /** Every different part, the sound first. */
  readonly parts: readonly Part[]
  readonly filmKey: string
}

export function planWork(request: RenderRequest): Work {
  const { plan, tags } = request
  const encoderArgs = videoEncoderArgs(request.preset, plan.rate)
  const probes = createProbes(request)
  const parts = new Map<string, Part>()
  const looks = { captionLook: request.captions?.look ?? null, burnInLook: request.burnIn?.look ?? null }
  const base = { ffmpeg: request.ffmpeg, format: formatOf(plan), encoderArgs, ...looks }
  const pieces = plan.pieces.map(piece => {
    const key = pieceKey(piece, base)
    const part = parts.get(key) ?? piecePart(request, piece, key, encoderArgs, probes)
    parts.set(key, part)
    return part
  })
  const sound = soundPart(request)
  return {
    pieces,
    sound,
    parts: [...(sound ? [sound] : []), ...parts.values()],
    filmKey: filmKey(
      pieces.map(({ key }) => key),
      sound?.key,
      tags,
    ),
  }
}

export function formatOf({ rate, width, height }: RenderPlan): PictureFormat {
  return { rate, width, height }
}

export type Probes = (id: MediaId) => Promise<{ readonly path: string; readonly probe: VideoProbe }>

/** Reads each source once, and only those that are encoded. */
export function createProbes({ mediaPath, ffmpeg }: Pick<RenderRequest, 'mediaPath' | 'ffmpeg'>): Probes {
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
  const { plan, ffmpeg, preset } = request
  const cache = createPieceCache(request.cacheDir, preset.container)
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
      const partPath = join(folder, `${key}.part.${preset.container}`)
      const layers = await layersOf(request, piece, join(folder, key), probes, signal)
      const output = {
        pixels: pixelFormat(preset.picture),
        container: preset.container,
        encoderArgs,
        path: partPath,
      } as const
      const plate = piece.burnIn ? (request.burnIn?.plateFor(plan) ?? null) : null
      const args = pieceArgs(piece, layers, formatOf(plan), output, plate)
      const { progress, stderrTail } = await runFfmpeg(ffmpeg, args, {
        signal,
        onProgress: ({ frame }) => onFrame(frame),
        input: plate && piece.burnIn ? feedPlate(plate, piece.burnIn, frames, plan.rate) : undefined,
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

/** What a piece is made of, with the files that are drawn for it. */
export async function layersOf(
  request: Pick<RenderRequest, 'plan' | 'ffmpeg' | 'mediaPath' | 'captions'>,
  piece: Piece,
  filesAt: string,
  probes: Probes,
  signal: AbortSignal,
): Promise<PieceInputs> {
  const layer = async (source: PieceSource, name: string): Promise<Layer> => {
    const media = source.kind === 'take' ? await probes(source.mediaId) : null
    const still =
      source.kind === 'still'
        ? await uprightStill(request.mediaPath(source.mediaId), `${filesAt}-${name}-still.png`, request.ffmpeg, signal)
        : null
    if (source.caption === null || !request.captions) return { source, media, still, captionPath: null }
    const captionPath = `${filesAt}-${name}.png`
    const kind = source.kind === 'card' ? 'card' : 'overlay'
    await writeFile(captionPath, await request.captions.draw(source.caption, formatOf(request.plan), kind))
    return { source, media, still, captionPath }
  }
  const { content } = piece
  if (content.kind === 'solo') return [await layer(content.source, 'caption')]
  return [await layer(content.outgoing, 'outgoing'), await layer(content.incoming, 'incoming')]
}

function soundPart(request: RenderRequest): Part | undefined {
  const { plan, preset, ffmpeg } = request
  const { sound, effects, rate } = plan
  if (!sound && effects.length === 0) return undefined
  const ending = preset.sound.codec === 'aac' ? 'm4a' : 'mov'
  const cache = createPieceCache(request.cacheDir, ending)
  const totalFrames = framesIn(plan.span)
  const key = soundKey(plan, totalFrames, rate, preset.sound, ffmpeg)
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
      const partPath = join(folder, `${key}.part.${ending}`)
      const heard: FilmSound = {
        song: sound && { sound, path: request.mediaPath(sound.mediaId) },
        effects: effects.map(effect => ({ effect, path: request.mediaPath(effect.mediaId) })),
      }
      const { stderrTail } = await runFfmpeg(ffmpeg, soundArgs(heard, totalFrames, rate, preset.sound, partPath), {
        signal,
      })
      throwIfUnread(stderrTail, [...(heard.song ? [heard.song.path] : []), ...heard.effects.map(({ path }) => path)])
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
  const names = sourceNames(takePaths(layers))
  const message = `${framesOf(piece)}${names ? ` (${names})` : ''} could not be rendered. ${error.message}`
  return new StudioError(error.code, message, { cause: error, details: { ...error.details } })
}

function shortPiece(piece: Piece, layers: PieceInputs, frames: number): Error {
  const names = sourceNames(takePaths(layers))
  const fault = `${framesOf(piece)} came out ${frames} long instead of ${framesIn(piece)}.`
  if (!names) return new Error(fault)
  return new StudioError('render/short-piece', `${fault} Check that ${names} plays, or choose another take.`)
}

function framesOf(piece: Piece): string {
  return `Frames ${piece.startFrame} to ${piece.endFrame} of the film`
}

function takePaths(layers: PieceInputs): string[] {
  return layers.flatMap(({ media }) => (media ? [media.path] : []))
}
