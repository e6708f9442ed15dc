import { readdir, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { StudioError } from '#model/errors.ts'

const VIDEO_EXTENSIONS = new Set(
  '.mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .ts .mts .m2ts .mxf .ogv .wmv .flv .3gp'.split(' '),
)

/**
 * The video files in a folder and its subfolders, as relative paths with forward slashes. Hidden files are passed over:
 * they are other programs' notes about files (`._01.mp4`) or half-finished downloads. So are the folders of a library
 * that someone keeps beside the clips: its takes and rendered pieces are no clips of theirs.
 * @throws StudioError folder/unreadable
 */
export async function findClips(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    const message = `The folder ${folder} cannot be read: check that it exists, is a folder, and is yours.`
    throw new StudioError('folder/unreadable', message, { cause, kind: 'usage' })
  })
  const libraries = entries.filter(entry => entry.name === 'library.db').map(entry => entry.parentPath)
  const found: string[] = []
  for (const entry of entries) {
    if (libraries.some(library => !relative(library, entry.parentPath).startsWith('..'))) continue
    if (!VIDEO_EXTENSIONS.has(extname(entry.name).toLowerCase())) continue
    const path = join(entry.parentPath, entry.name)
    const parts = relative(folder, path).split(sep)
    if (parts.some(part => part.startsWith('.'))) continue
    if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) found.push(parts.join('/'))
  }
  return found
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isFile(),
    () => false,
  )
}
