import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ProjectId } from '#model/ids.ts'
import { type Library, openLibrary } from '../library.ts'

/** For tests: an empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** For tests: an open library that is closed when the test ends; a new one unless `dir` holds one. */
export function temporaryLibrary(dir = temporaryFolder()): Library {
  const library = openLibrary(dir, { log: () => {} })
  onTestFinished(() => library.close())
  return library
}

/** For tests: a project without a song. */
export function someProject(library: Library, title = 'The Long Way Up'): ProjectId {
  const rate = { numerator: 24, denominator: 1 }
  return library.projects.create({ title, songId: null, seed: 7, rate, width: 1920, height: 1080 }).id
}

const NOBODY = 65_534

/**
 * For tests: does `work` while nothing in `folder` may be written, as root too (to whom no permission matters); with
 * `isSecret` the files in it may not be read either.
 */
export function withoutWriting(folder: string, work: () => void, { isSecret = false } = {}): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).map(entry => ({
    path: join(entry.parentPath, entry.name),
    mode: entry.isDirectory() ? 0o555 : isSecret ? 0o000 : 0o444,
  }))
  for (const { path, mode } of [...files, { path: folder, mode: 0o555 }]) chmodSync(path, mode)
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(NOBODY)
  try {
    work()
  } finally {
    if (isRoot) process.seteuid?.(0)
    for (const { path } of [{ path: folder }, ...files]) chmodSync(path, 0o755)
  }
}

/** For tests: waits for `work` while this process is nobody in particular, where it was root; permissions then matter to it. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(NOBODY)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}
