import { InvalidArgumentError } from 'commander'
import { parseFrameRate, type FrameRate } from '#model/time.ts'

/** Values of command-line options. Each refuses with a sentence that says what would be right. */

export function parseSize(text: string): { width: number; height: number } {
  const match = /^(\d{2,5})x(\d{2,5})$/.exec(text)
  if (!match) throw new InvalidArgumentError('A size is WIDTHxHEIGHT, such as 1920x1080.')
  const width = Number(match[1])
  const height = Number(match[2])
  if (width % 2 !== 0 || height % 2 !== 0) throw new InvalidArgumentError('Width and height must be even numbers.')
  if (width < 64 || height < 64 || width > 7680 || height > 7680) {
    throw new InvalidArgumentError('Width and height must lie between 64 and 7680.')
  }
  return { width, height }
}

export function parseRate(text: string): FrameRate {
  const rate = parseFrameRate(text)
  if (!rate) throw new InvalidArgumentError('A frame rate is one of 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60.')
  return rate
}

function parseWhole(name: string, least: number, most: number): (text: string) => number {
  return text => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`${name} is a whole number from ${least} to ${most}.`)
    }
    return value
  }
}

export const parseTakes = parseWhole('The number of takes', 1, 20)
export const parseSeed = parseWhole('A seed', 0, 2 ** 31 - 1)
export const parseShots = parseWhole('The number of shots', 1, 100_000)

export const parsePort = parseWhole('A port', 1, 65_535)

/** Longer than any film, and short enough to be counted exactly. */
const MOST_SECONDS = 24 * 3600

/** Seconds as `83.5` or minutes and seconds as `1:23.5`. */
export function parseSeconds(text: string): number {
  const match = /^(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(text)
  if (!match) throw new InvalidArgumentError('A time is seconds (83.5) or minutes and seconds (1:23.5).')
  const seconds = Number(match[1] ?? '0') * 60 + Number(match[2])
  if (seconds > MOST_SECONDS) throw new InvalidArgumentError('A time is at most 24 hours (86400).')
  return seconds
}

/** The path of the film: films are mp4 (masters mov), and a song's or a list's name in this place is a slip. */
export function parseOutput(text: string): string {
  if (!/\.(?:mp4|mov)$/i.test(text)) {
    throw new InvalidArgumentError('A film is written as .mp4, such as film.mp4, and a master as .mov.')
  }
  return text
}

export type ProviderChoice = { kind: 'animatic' } | { kind: 'folder'; folder: string }

export function parseProvider(text: string): ProviderChoice {
  if (text === 'animatic') return { kind: 'animatic' }
  if (text.startsWith('folder:') && text.length > 'folder:'.length) {
    return { kind: 'folder', folder: text.slice('folder:'.length) }
  }
  throw new InvalidArgumentError('A provider is `animatic` or `folder:DIR`.')
}
