import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { StudioError } from '#model/errors.ts'

/** Without `.ts`: in most folders that is a program's source, not a transport stream. */
const VIDEO_EXTENSIONS = new Set(
  '.mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .mts .m2ts .mxf .ogv .wmv .flv .3gp'.split(' '),
)

/** What a library keeps beside its `library.db`: its takes and rendered pieces are no clips of theirs. */
const LIBRARY_FOLDERS = new Set(['media', 'work', 'cache', 'incoming', 'backups', 'trash'])

export type FoundClips = {
  /** Relative to the folder, with forward slashes; so in all lists. */
  readonly clips: readonly string[]
  /** Subfolders that may not be looked into. */
  readonly unreadableFolders: readonly string[]
  /** Whole paths of the libraries beside the clips whose own folders were passed over. */
  readonly libraries: readonly string[]
}

/**
 * The video files in a folder and its subfolders, but for the file `leaveOut`. Hidden files and folders are passed over:
 * they are other programs' notes about files (`._01.mp4`) or half-finished downloads.
 * @throws StudioError folder/unreadable
 */
export async function findClips(folder: string, leaveOut?: string): Promise<FoundClips> {
  const clips: string[] = []
  const unreadableFolders: string[] = []
  const libraries: string[] = []
  const isLeftOut = (path: string): boolean => leaveOut !== undefined && resolve(folder, path) === resolve(leaveOut)

  async function walk(below: string, entries: readonly Dirent[]): Promise<void> {
    const place = join(folder, below)
    const isLibrary = entries.some(entry => entry.name === 'library.db')
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (isLibrary && LIBRARY_FOLDERS.has(entry.name)) {
          if (!libraries.includes(place)) libraries.push(place)
          continue
        }
        const inside = await listFolder(join(folder, path)).catch(() => undefined)
        if (inside) await walk(path, inside)
        else unreadableFolders.push(path)
      } else if (VIDEO_EXTENSIONS.has(extname(entry.name).toLowerCase()) && !isLeftOut(path)) {
        if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(folder, path))))) clips.push(path)
      }
    }
  }

  const entries = await listFolder(folder).catch((cause: unknown) => {
    const message = `The folder ${folder} cannot be read: check that it exists, is a folder, and is yours.`
    throw new StudioError('folder/unreadable', message, { cause, kind: 'usage' })
  })
  await walk('', entries)
  return { clips, unreadableFolders, libraries }
}

function listFolder(path: string): Promise<Dirent[]> {
  return readdir(path, { withFileTypes: true })
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isFile(),
    () => false,
  )
}
