import { readFileSync } from 'node:fs'

// An archive begins with two length-prefixed records: the size of the header, then the header as padded JSON.
type Entry = { files: Record<string, Entry> } | { size: number; unpacked?: boolean }

type PackedFile = { readonly path: string; readonly isUnpacked: boolean }

/** Every file of an asar archive, with forward slashes and without a leading one. */
export function listAsar(archive: string): PackedFile[] {
  const bytes = readFileSync(archive)
  const header = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')
  return filesOf(JSON.parse(header) as Entry, '')
}

function filesOf(entry: Entry, path: string): PackedFile[] {
  if (!('files' in entry)) return [{ path, isUnpacked: entry.unpacked ?? false }]
  return Object.entries(entry.files).flatMap(([name, child]) => filesOf(child, path === '' ? name : `${path}/${name}`))
}

/** The bytes of an archive without files. */
export function emptyAsar(): Buffer {
  const header = Buffer.from('{"files":{}}')
  const bytes = Buffer.alloc(16 + header.length)
  bytes.writeUInt32LE(4, 0)
  bytes.writeUInt32LE(header.length + 8, 4)
  bytes.writeUInt32LE(header.length + 4, 8)
  bytes.writeUInt32LE(header.length, 12)
  header.copy(bytes, 16)
  return bytes
}
