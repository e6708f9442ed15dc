import { realpath, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, relative } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { PRESETS, type PresetName } from '#model/render-presets.ts'
import type { Library } from '#main/library/library.ts'
import { prepareOutput } from '#main/render/output-file.ts'
import { readRenderKey } from '#main/render/xmp.ts'

export type FilmInputs = {
  readonly files: readonly string[]
  /** A folder that clips are taken from, if any is. */
  readonly clipFolder: string | null
}

/**
 * Fails before any work is done when the film could not be written in the end, or when writing it would destroy what it is
 * made from: the song, the treatment, a clip, a file the library only links to, or the library itself.
 * Throws 'render/is-input' and what prepareOutput throws.
 */
export async function prepareFilmPlace(
  library: Pick<Library, 'dir' | 'db'>,
  outputPath: string,
  inputs: FilmInputs,
): Promise<void> {
  await prepareOutput(outputPath)
  const folder = await realpath(dirname(outputPath))
  if (isInside(await realpath(library.dir), folder)) throw isInput(outputPath, 'lies inside the library')
  const target = await fileAt(outputPath)
  if (!target) return
  const linked = library.db.all<{ path: string }>('SELECT linked_path AS path FROM media WHERE linked_path IS NOT NULL')
  for (const path of [...inputs.files, ...linked.map(row => row.path)]) {
    const input = await fileAt(path)
    // The same file may have several names: links, upper and lower case.
    if (input?.ino === target.ino && input.dev === target.dev) throw isInput(outputPath, 'is used by the film')
  }
  if (inputs.clipFolder === null) return
  const clips = await realpath(inputs.clipFolder).catch(() => undefined)
  if (clips === undefined || !isInside(clips, folder)) return
  // A film that was made here before may be made anew; anything else among the clips is one of them.
  if ((await readRenderKey(outputPath)) === undefined) throw isInput(outputPath, 'is one of the clips')
}

/**
 * A player goes by a file's ending: one that says something else than what is in it is refused.
 * Throws 'render/wrong-ending'.
 */
export function requireEnding(outputPath: string, preset: PresetName): void {
  const { container } = PRESETS[preset]
  const ending = extname(outputPath).toLowerCase()
  // What is no film's ending promises nothing.
  const isOther = (ending === '.mov' || ending === '.mp4') && ending !== `.${container}`
  if (!isOther) return
  const message = `The preset ${preset} makes .${container} files. Let the film's name end so.`
  throw new StudioError('render/wrong-ending', message, { kind: 'usage' })
}

/** With whole numbers: those of files on Windows are too large for others. */
function fileAt(path: string) {
  return stat(path, { bigint: true }).catch(() => undefined)
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}

function isInput(path: string, why: string): StudioError {
  const message = `The film cannot be written to ${path}: that ${why}. Choose another name or folder for the film.`
  return new StudioError('render/is-input', message, { kind: 'usage' })
}
