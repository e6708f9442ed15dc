import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'

/**
 * What ffmpeg said of a source that it could not read on, as when a cable is pulled: it takes that for the source's end,
 * holds the last picture or keeps silent, and ends with 0. Undefined when it said nothing.
 * Bytes that were read but make no sense are not meant: they belong to the file, and give the same pictures every time.
 */
export function readFailureIn(stderr: string, sourcePaths: readonly string[]): string | undefined {
  const openings = sourcePaths.map(path => `${fileArg(path)}: `)
  for (const line of stderr.split(/\r?\n/)) {
    if (line.endsWith(': partial file')) return 'the file ends too early'
    // Versions before 6.0 begin the line with the file's name.
    const opening = openings.find(opening => line.startsWith(opening))
    const words = opening ? line.slice(opening.length) : /Error during demuxing: (.+)$/.exec(line)?.[1]
    if (words && !/^(?:Invalid data found|corrupt input packet)/.test(words)) return words
  }
  return undefined
}

/** A part of the film that must not be kept: the rest of its source is missing in it. */
export function unreadSource(sourcePaths: readonly string[], words: string): StudioError {
  const names = sourceNames(sourcePaths)
  const message = `${names} could not be read to the end (${words}). Check the disk or network it lies on and that it plays, then render again.`
  return new StudioError('render/source-unread', message, { details: { paths: sourcePaths } })
}

/** Sources as a person knows them: in the library a file's hash stands before its name. */
export function sourceNames(paths: readonly string[]): string {
  return paths.map(path => basename(path).replace(/^[0-9a-f]{64}-/, '')).join(' and ')
}
