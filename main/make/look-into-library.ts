import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isStudioError } from '#model/errors.ts'
import type { ReadableDb } from '#main/db/open.ts'
import type { Host } from '#main/host.ts'
import { openLibrary, type Library } from '#main/library/library.ts'

/**
 * Does work that a library only makes quicker, with its database or, where none can be read, with null; a library that is
 * there is neither changed nor made. Why one that is there cannot be read is told, and stops nothing.
 */
export async function lookIntoLibrary<Result>(
  libraryDir: string,
  host: Host,
  work: (db: ReadableDb | null) => Promise<Result>,
): Promise<Result> {
  const library = existsSync(join(libraryDir, 'library.db')) ? openToLook(libraryDir, host) : null
  try {
    return await work(library?.db ?? null)
  } finally {
    library?.close()
  }
}

function openToLook(libraryDir: string, host: Host): Library | null {
  try {
    return openLibrary(libraryDir, { log: host.log, readOnly: true })
  } catch (error) {
    if (!isStudioError(error)) throw error
    host.log(`The library is left out: ${error.message}`)
    return null
  }
}
