import type { FolderListing } from '#model/contract/files-contract.ts'

/** A line of the picker's list. */
export type PickerLine = {
  readonly kind: 'folder' | 'file'
  readonly name: string
  readonly path: string
  readonly sizeBytes: number | null
}

/** Folders first; of all only those whose names hold the text. */
export function pickerLines(listing: FolderListing, find: string): PickerLine[] {
  const text = find.trim().toLowerCase()
  const folders = listing.folders.map(({ name, path }) => ({ kind: 'folder' as const, name, path, sizeBytes: null }))
  const files = listing.files.map(({ name, path, sizeBytes }) => ({ kind: 'file' as const, name, path, sizeBytes }))
  return [...folders, ...files].filter(({ name }) => name.toLowerCase().includes(text))
}

/** What a click or Space makes of the chosen files: with one allowed, the other is let go. */
export function chooseFile(chosen: readonly string[], path: string, isMany: boolean): string[] {
  if (!isMany) return [path]
  return chosen.includes(path) ? chosen.filter(each => each !== path) : [...chosen, path]
}

/** A file in a folder, written as this machine writes paths. */
export function joinPath(folder: string, name: string): string {
  const separator = /^([A-Za-z]:)?\\/.test(folder) || /^[A-Za-z]:/.test(folder) ? '\\' : '/'
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`
}

/** The folder and the name of a whole path. */
export function splitPath(path: string): { folder: string; name: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  // The top of a disk keeps its stroke.
  const folder = path.slice(0, at)
  return { folder: folder === '' || folder.endsWith(':') ? path.slice(0, at + 1) : folder, name: path.slice(at + 1) }
}
