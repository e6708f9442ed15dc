import { createHash } from 'node:crypto'
import type { Piece, PieceContent } from '#model/render-plan.ts'
import type { SoundEncoding } from '#model/render-presets.ts'
import type { PlannedEffect, PlannedSound } from '#model/render-sounds.ts'
import { framesIn, type FrameRate } from '#model/time.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { PictureFormat } from './picture-format.ts'

/** Raised whenever this code begins to make other bytes of the same plan. */
const RECIPE = 3
/** The same of sounds that are mixed. */
const MIX_RECIPE = 2

/** What all pieces of a render have in common. */
export type KeyBase = {
  readonly ffmpeg: Pick<FfmpegProgram, 'version'>
  readonly format: PictureFormat
  readonly encoderArgs: readonly string[]
  /** How captions are drawn; null where they are not. */
  readonly captionLook: string | null
  /** The same of what is burned in. */
  readonly burnInLook: string | null
}

/** Names a piece by all its bytes depend on; not by its place in the film. Media are named by their content. */
export function pieceKey(piece: Piece, base: KeyBase): string {
  const { ffmpeg, format, encoderArgs } = base
  const look = hasCaption(piece.content) ? base.captionLook : null
  const plain = [RECIPE, ffmpeg.version, format, encoderArgs, framesIn(piece), piece.content, piece.fades, look]
  return hashOf(piece.burnIn ? [...plain, piece.burnIn, base.burnInLook] : plain)
}

function hasCaption(content: PieceContent): boolean {
  const sources = content.kind === 'solo' ? [content.source] : [content.outgoing, content.incoming]
  return sources.some(({ caption }) => caption !== null)
}

/** Names the sound of a film, which is what is planned of song and other sounds. */
export function soundKey(
  { sound, effects }: { readonly sound: PlannedSound | null; readonly effects: readonly PlannedEffect[] },
  totalFrames: number,
  rate: FrameRate,
  encoding: SoundEncoding,
  ffmpeg: Pick<FfmpegProgram, 'version'>,
): string {
  const how = encoding.codec === 'aac' ? encoding.kbps : encoding
  const plain = [RECIPE, ffmpeg.version, sound, totalFrames, rate, how]
  return hashOf(effects.length > 0 ? [...plain, MIX_RECIPE, effects] : plain)
}

/** Names a whole film: its pieces in their order, its sound, and what is written beside them. */
export function filmKey(pieceKeys: readonly string[], soundKey: string | undefined, tags: object): string {
  return hashOf([RECIPE, pieceKeys, soundKey ?? null, tags])
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inKeyOrder)).digest('hex')
}

/** The same contents give the same text, in whatever order an object was put together. */
function inKeyOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
