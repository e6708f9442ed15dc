import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { StudioError } from '#model/errors.ts'

/** A treatment is some hundred lines; what is larger is something else. */
const MAX_SIZE_BYTES = 16 * 1024 * 1024

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/**
 * Reads a text file of UTF-8 or UTF-16 (with or without a byte order mark) or, where it is neither, Windows-1252.
 * Throws StudioError 'treatment/missing', '/directory', '/unreadable', '/too-large', '/empty', '/rich-text' or '/binary'.
 */
export async function readText(path: string): Promise<string> {
  const name = basename(path)
  let bytes: Buffer
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) {
      throw new StudioError('treatment/directory', `${path} is a folder: choose the treatment file in it.`)
    }
    if (facts.size > MAX_SIZE_BYTES) {
      const size = Math.round(facts.size / 1024 / 1024)
      throw new StudioError('treatment/too-large', `${name} is no treatment: it is ${size} MB large.`)
    }
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof StudioError) throw error
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(reasonOf(error))) {
      throw new StudioError('treatment/missing', `There is no file ${path}: check the name.`, { cause: error })
    }
    const why = ['EACCES', 'EPERM'].includes(reasonOf(error)) ? 'you are not allowed to' : reasonOf(error)
    throw new StudioError('treatment/unreadable', `${path} cannot be read (${why}).`, { cause: error })
  }
  const text = decodeText(bytes)
  if (text === undefined) {
    const message = `${name} is not a text file: save the treatment as plain text, Markdown, CSV or JSON.`
    throw new StudioError('treatment/binary', message)
  }
  if (text.startsWith('{\\rtf')) {
    const message = `${name} is formatted text (RTF): save the treatment as plain text instead.`
    throw new StudioError('treatment/rich-text', message)
  }
  if (text.trim() === '') {
    throw new StudioError('treatment/empty', `${name} is empty: write one prompt for each shot.`)
  }
  return text
}

/** Without a byte order mark, UTF-16 shows by its zero bytes: western text has one in nearly every pair, on one side. */
function utf16Kind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1
  let evenZeros = 0
  let oddZeros = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) evenZeros += 1
    if (bytes[2 * pair + 1] === 0) oddZeros += 1
  }
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.05) return 'utf-16le'
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.05) return 'utf-16be'
  return undefined
}

/** Tab, line feed, vertical tab, form feed, carriage return, escape: control characters that texts do hold. */
const TEXT_CONTROLS = new Set([9, 10, 11, 12, 13, 27])

/** Text has no zero and hardly any control character; one or two strays in a long text are forgiven. */
function looksBinary(text: string): boolean {
  let controls = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0) return true
    if (code < 32 && !TEXT_CONTROLS.has(code)) controls += 1
  }
  return controls > text.length / 200
}

/** The text in the bytes, without its byte order mark; undefined when they are no text. */
function decodeText(bytes: Uint8Array): string | undefined {
  const hasMark = (...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte)
  const utf16 = hasMark(0xff, 0xfe) ? 'utf-16le' : hasMark(0xfe, 0xff) ? 'utf-16be' : utf16Kind(bytes)
  let text: string
  if (utf16) {
    text = new TextDecoder(utf16).decode(bytes)
  } else {
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      text = new TextDecoder('windows-1252').decode(bytes)
    }
  }
  return looksBinary(text) ? undefined : text
}
