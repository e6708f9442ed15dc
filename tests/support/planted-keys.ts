import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './made-library.ts'

/** A key that would be known again anywhere, with every sign that texts write in another way. `name` tells it from others. */
export function plantedKey(name: string): string {
  return `sk-Planted_${name}.0xC0ffee/"q\\z+7%=&?#<>'~END`
}

/** The ways in which a key may stand in a text or file. */
function formsOf(key: string): Buffer[] {
  const json = JSON.stringify(key).slice(1, -1)
  const texts = [
    ...[key, encodeURIComponent(key), encodeURI(key), new URLSearchParams({ '': key }).toString().slice(1)],
    ...[json, JSON.stringify(json).slice(1, -1), Buffer.from(key).toString('hex')],
    ...[key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ...[0, 1, 2].flatMap(offset => [base64Within(key, offset, 'base64'), base64Within(key, offset, 'base64url')]),
    // Half of it would be too much.
    ...[key.slice(0, 24), key.slice(-20)],
  ]
  return [...new Set(texts)].flatMap(text => [Buffer.from(text), Buffer.from(text, 'utf16le')])
}

/** What of a key's base64 is the same whatever stands behind it, where `offset` bytes (of each three) stand before it. */
function base64Within(key: string, offset: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.from('\0'.repeat(offset) + key).toString(encoding)
  return text.slice(offset === 0 ? 0 : offset + 1, -4)
}

/** Which of the keys stand somewhere in it, whole or in part, in whichever form. */
export function keysIn(text: string | Buffer, keys: readonly string[]): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return keys.filter(key => formsOf(key).some(form => bytes.includes(form)))
}

/** The files below a folder in whose bytes or names a key stands. */
export function filesWithKeys(folder: string, keys: readonly string[]): string[] {
  return filesBelow(folder).filter(
    path => keysIn(path, keys).length > 0 || keysIn(readFileSync(join(folder, path)), keys).length > 0,
  )
}
