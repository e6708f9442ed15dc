import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ProjectId } from '#model/ids.ts'
import { type Library, openLibrary } from './library.ts'

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
