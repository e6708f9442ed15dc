import { resolve } from 'node:path'

/**
 * A path as ffmpeg must be given it: absolute and marked as a file, so that no name is taken for an option
 * (`-x.mp4`), a protocol (`a:b.mp4`, `C:\x.mp4`) or a pipe.
 */
export function fileArg(path: string): string {
  return `file:${resolve(path)}`
}

/** One file of a list for ffmpeg's concat demuxer; `seconds` is how long it lasts on the joined timeline. */
export type ConcatEntry = { readonly path: string; readonly seconds: number }

/** The list file of the concat demuxer. Its lines cannot hold a line break, which no path of ours has. */
export function concatList(entries: readonly ConcatEntry[]): string {
  const lines = entries.map(
    ({ path, seconds }) => `file ${quoteForConcat(fileArg(path))}\nduration ${decimalSeconds(seconds)}\n`,
  )
  return `ffconcat version 1.0\n${lines.join('')}`
}

function quoteForConcat(text: string): string {
  if (/[\r\n]/.test(text))
    throw new Error(`a path with a line break cannot be listed for ffmpeg: ${JSON.stringify(text)}`)
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** Seconds as ffmpeg reads them: plain decimals, never an exponent. */
export function decimalSeconds(seconds: number): string {
  return seconds.toFixed(6)
}
