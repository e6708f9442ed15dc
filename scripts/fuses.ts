import { readFileSync } from 'node:fs'

/** Marks the place of the fuses in every Electron executable. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** In the order of Electron's first fuse wire. */
const FUSE_NAMES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const

/** Reads an executable's fuses: name to on or off. */
export function readFuses(executable: string): Record<string, boolean> {
  const bytes = readFileSync(executable)
  const at = bytes.indexOf(FUSE_SENTINEL)
  if (at < 0) throw new Error(`${executable} has no fuses`)
  const firstFuse = at + FUSE_SENTINEL.length + 2
  return Object.fromEntries(FUSE_NAMES.map((name, index) => [name, bytes[firstFuse + index] === '1'.charCodeAt(0)]))
}
