import { existsSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { isAbsolute, join, parse, relative } from 'node:path'
import { knownPlaces } from '../files/places.ts'
import type { Library } from '#main/library/library.ts'
import { readableName } from '#main/library/readable-name.ts'
import { readSetting } from '#main/library/settings.ts'
import { prepareFilmPlace } from '#main/make/output-place.ts'
import { prepareOutput } from '#main/render/output-file.ts'
import { isPlaceTaken } from '#main/render/queue.ts'
import { StudioError } from '#model/errors.ts'
import { PRESETS, type PresetName } from '#model/render-presets.ts'
import { SETTINGS } from '#model/settings.ts'

/** In the library, films have a folder that nothing else uses. */
const FOLDER_IN_LIBRARY = 'renders'
/** Names of folders are in the user's own films, so they say whose they are. */
const FOLDER_IN_FILMS = 'Flythrough Studio'

/** Where films go: the folder a person chose, else one among their films, else one in the library. */
export function rendersFolder({ db, dir }: Pick<Library, 'db' | 'dir'>, places = knownPlaces()): string {
  const chosen = readSetting(db, SETTINGS.rendersFolder)
  if (chosen !== null) return chosen
  const films = places.find(({ name }) => name === 'Movies' || name === 'Videos')
  return films ? join(films.path, FOLDER_IN_FILMS) : join(dir, FOLDER_IN_LIBRARY)
}

type Named = {
  readonly title: string
  readonly cut: string
  readonly preset: PresetName
  readonly section: string | null
}

/** `everything-left-on_cut-3_chorus-1_youtube-1080p.mp4`; letters and figures of every script stay. */
export function filmName({ title, cut, preset, section }: Named): string {
  const parts = [title, cut, ...(section === null ? [] : [section]), preset].map(slug).filter(part => part !== '')
  return `${parts.join('_')}.${PRESETS[preset].container}`
}

function slug(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  // Three of these are still a name that every disk takes.
  return readableName(plain).replaceAll(/^-+|-+$/g, '')
}

/** A name in the folder that no file has, and no render will write: this one, or with a number behind it. */
export function freeFilmPlace({ db }: Pick<Library, 'db'>, folder: string, fileName: string): string {
  const { name, ext } = parse(fileName)
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? fileName : `${name}-${count}${ext}`)
    if (!existsSync(path) && !isPlaceTaken(db, path)) return path
  }
}

/**
 * Makes the folder where it is ours to make, and fails where the film could not be written in the end.
 * Throws 'render/no-folder', 'render/read-only', 'render/is-input'.
 */
export async function prepareFilmFolder(library: Library, outputPath: string, folder: string): Promise<void> {
  const isChosen = readSetting(library.db, SETTINGS.rendersFolder) !== null
  if (!isChosen) {
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      const message = `The folder ${folder} cannot be made. Choose another place for finished films.`
      throw new StudioError('render/no-folder', message, { cause })
    })
  }
  const own = await realpath(join(library.dir, FOLDER_IN_LIBRARY)).catch(() => undefined)
  const place = await realpath(folder).catch(() => folder)
  if (own !== undefined && isInside(own, place)) return prepareOutput(outputPath)
  await prepareFilmPlace(library, outputPath, { files: [], clipFolder: null })
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}
