import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'

export function unreadable(path: string, cause?: unknown): StudioError {
  const message = `${basename(path)} cannot be read as a video: it is damaged, unfinished, or something else. Check that it plays, or fetch it again.`
  return new StudioError('video/unreadable', message, { cause, details: { path } })
}

export function noPicture(path: string): StudioError {
  return new StudioError('video/no-picture', `${basename(path)} has sound but no picture, so it cannot be a take.`, {
    details: { path },
  })
}
