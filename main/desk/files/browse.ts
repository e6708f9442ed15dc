import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { BrowseRequest, FolderListing } from '#model/contract/files-contract.ts'
import { StudioError } from '#model/errors.ts'
import { mayBe } from './file-kinds.ts'
import { knownPlaces, likelyPlace } from './places.ts'

/** Folders of tens of thousands of files are told up to here. */
const MOST_ENTRIES = 2_000

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * What a folder holds that a person may want: folders, and files of the kind. Hidden ones are passed over.
 * @throws StudioError files/unreadable
 */
export async function browseFolder({ path, kind }: BrowseRequest): Promise<FolderListing> {
  if (path !== null && !isAbsolute(path)) throw unreadable(path)
  const folder = resolve(path ?? likelyPlace(kind))
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause)
  })
  const shown = entries
    .filter(entry => !entry.name.startsWith('.'))
    .filter(entry => !entry.isFile() || (kind !== null && mayBe(kind, entry.name)))
    .toSorted((left, right) => byName.compare(left.name, right.name))
  const looks = await Promise.all(shown.slice(0, MOST_ENTRIES).map(entry => lookAt(folder, entry)))
  const told = looks.filter(look => look !== null)
  const parent = dirname(folder)
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    folders: told.filter(entry => entry.isFolder).map(({ name, path }) => ({ name, path })),
    files: told
      .filter(entry => !entry.isFolder && kind !== null && mayBe(kind, entry.name))
      .map(({ name, path, sizeBytes, changedAtMs }) => ({ name, path, sizeBytes, changedAtMs })),
    isCutOff: shown.length > MOST_ENTRIES,
    places: knownPlaces(),
  }
}

/** Null for what is neither folder nor file, or may not be looked at. A link is what it leads to. */
async function lookAt(folder: string, { name }: Dirent) {
  const path = join(folder, name)
  const stats = await stat(path).catch(() => null)
  if (!stats || !(stats.isDirectory() || stats.isFile())) return null
  return {
    name,
    path,
    isFolder: stats.isDirectory(),
    sizeBytes: stats.size,
    changedAtMs: Math.round(stats.mtimeMs),
  }
}

function unreadable(folder: string, cause?: unknown): StudioError {
  const sentence = `The folder ${folder} cannot be opened: it is gone, or not yours to read.`
  return new StudioError('files/unreadable', sentence, { cause })
}
