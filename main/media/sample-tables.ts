import { open, type FileHandle } from 'node:fs/promises'

/** The tables of no film are larger. */
const MOST_BYTES = 256 * 1024 ** 2
/** Boxes that hold others on the way to a track's tables. */
const HOLDERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl'])

/** Some cameras count a few more in one table than in another. */
const MISCOUNTED = 1000

type Box = { readonly type: string; readonly start: number; readonly end: number }

/**
 * Whether the tables of an MP4 or MOV agree, more or less, on how many pictures and sounds there are; true of every other file. A
 * reader that believes a damaged one counts to thousands of millions.
 */
export async function hasPlausibleTables(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tables = await readMoov(file, size)
    return tables === null || [...tracksIn(tables)].every(track => isPlausible(track, size))
  } finally {
    await file.close()
  }
}

/** The box with all tables; null where the file has none. */
async function readMoov(file: FileHandle, size: number): Promise<Buffer | null> {
  const header = Buffer.alloc(16)
  for (let position = 0; position + 8 <= size;) {
    const { bytesRead } = await file.read(header, 0, 16, position)
    if (bytesRead < 8) return null
    const length = lengthOf(header, size - position)
    if (length === null || !/^[\w ]{4}$/.test(header.toString('latin1', 4, 8))) return null
    if (header.toString('latin1', 4, 8) === 'moov') {
      if (length > MOST_BYTES) return null
      const bytes = Buffer.alloc(Math.min(length, size - position))
      await file.read(bytes, 0, bytes.length, position)
      return bytes
    }
    position += length
  }
  return null
}

/** Of the whole box at the beginning of `bytes`; 0 means up to the end. */
function lengthOf(bytes: Buffer, left: number): number | null {
  const short = bytes.readUInt32BE(0)
  const length = short === 1 && bytes.length >= 16 ? Number(bytes.readBigUInt64BE(8)) : short === 0 ? left : short
  return length >= 8 ? length : null
}

/** The tables of each track, by their names. */
function* tracksIn(bytes: Buffer): Generator<ReadonlyMap<string, Buffer>> {
  let tables = new Map<string, Buffer>()
  const waiting: Box[] = [{ type: 'moov', start: 8, end: bytes.length }]
  for (let box = waiting.pop(); box; box = waiting.pop()) {
    const inside: Box[] = []
    for (let at = box.start; at + 8 <= box.end;) {
      const length = lengthOf(bytes.subarray(at, at + 16), box.end - at)
      if (length === null) break
      const type = bytes.toString('latin1', at + 4, at + 8)
      const end = Math.min(at + length, box.end)
      if (HOLDERS.has(type)) inside.push({ type, start: at + 8, end })
      else if (box.type === 'stbl') tables.set(type, bytes.subarray(at + 8, end))
      at += length
    }
    if (box.type === 'stbl') {
      yield tables
      tables = new Map()
    }
    waiting.push(...inside)
  }
}

/** The bytes of one entry in the tables that are lists of such. */
const ENTRY_BYTES = { stts: 8, ctts: 8, stsc: 12, stco: 4, co64: 8, stss: 4 } as const

function isPlausible(tables: ReadonlyMap<string, Buffer>, fileBytes: number): boolean {
  for (const [name, entryBytes] of Object.entries(ENTRY_BYTES)) {
    const table = tables.get(name)
    if (table && (table.length < 8 || table.readUInt32BE(4) * entryBytes > table.length - 8)) return false
  }
  const samples = sampleCount(tables, fileBytes)
  return samples !== null && ['stts', 'ctts'].every(name => countedIn(tables.get(name)) <= samples + MISCOUNTED)
}

/** How many samples a track has by the table of their sizes, 0 without one; null when there is no room for so many. */
function sampleCount(tables: ReadonlyMap<string, Buffer>, fileBytes: number): number | null {
  const sizes = tables.get('stsz') ?? tables.get('stz2')
  if (!sizes) return 0
  if (sizes.length < 12) return null
  const [field, count] = [sizes.readUInt32BE(4), sizes.readUInt32BE(8)]
  // Of one size each, of a size in the list, or of one in few bits there.
  if (tables.has('stsz') && field !== 0) return field * count <= fileBytes ? count : null
  const entryBits = tables.has('stsz') ? 32 : field & 0xff
  return entryBits * count <= 8 * (sizes.length - 12) ? count : null
}

/** The sum of the counts in a table of runs. */
function countedIn(table: Buffer | undefined): number {
  let sum = 0
  for (let at = 8; table && at + 8 <= table.length; at += 8) sum += table.readUInt32BE(at)
  return sum
}
