import type { Readable } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'

export type OpenZip = {
  /** Undefined where there is no such file in it. */
  sizeOf(name: string): number | undefined
  read(name: string): Promise<Readable>
  close(): void
}

const MOST_ENTRIES = 200_000

/** Opens a zip and reads the list of what is in it. Rejects where it is none; names that lead outside of a folder are refused. */
export function openZip(path: string): Promise<OpenZip> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }
    open(path, options, (error, zip) => {
      if (error) {
        reject(error)
        return
      }
      const entries = new Map<string, Entry>()
      zip.on('error', (error: Error) => {
        zip.close()
        reject(error)
      })
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry)
        if (entries.size > MOST_ENTRIES) zip.emit('error', new Error('too much is in this zip'))
        else zip.readEntry()
      })
      zip.on('end', () => resolve(readerOf(zip, entries)))
      zip.readEntry()
    })
  })
}

function readerOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): OpenZip {
  return {
    sizeOf: name => entries.get(name)?.uncompressedSize,
    read: name =>
      new Promise((resolve, reject) => {
        const entry = entries.get(name)
        if (!entry) {
          reject(new Error(`there is no ${name} in this zip`))
          return
        }
        zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
      }),
    close: () => zip.close(),
  }
}
