import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'

/** All the ways in which a file cannot be a song, each in one sentence a musician can act on. */
const REASONS = {
  'song/not-found': name => `There is no file ${name}. Check the name and the folder.`,
  'song/is-directory': name => `${name} is a folder. Choose the audio file inside it.`,
  'song/empty': name => `${name} is empty (0 bytes). Copy or download it again.`,
  'song/unreadable': name =>
    `${name} may not be read. Give yourself permission to read it, or copy it to a folder of your own.`,
  'song/no-sound': name => `${name} has no sound in it. Choose a file with an audio track.`,
  'song/not-audio': name =>
    `${name} is not an audio file. Choose an mp3, m4a, flac, wav, ogg, opus or aiff file, or a video with sound.`,
  'song/damaged': name => `Nothing in ${name} can be played: it is damaged or cut off. Copy or export it again.`,
} as const satisfies Record<string, (name: string) => string>

export type SongErrorCode = keyof typeof REASONS

export function songError(code: SongErrorCode, path: string, cause?: unknown): StudioError {
  return new StudioError(code, REASONS[code](basename(path)), { cause, details: { path } })
}
