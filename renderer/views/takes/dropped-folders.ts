/** The folders of a drop, to be taken while its event lasts. */
export type DroppedFolder = { readonly entry: FileSystemDirectoryEntry; readonly file: File | null }

export function droppedFolders(data: DataTransfer | null): DroppedFolder[] {
  return [...(data?.items ?? [])].flatMap(item => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry?.isDirectory ? [{ entry: entry as FileSystemDirectoryEntry, file: item.getAsFile() }] : []
  })
}

/**
 * What a drop of folders stands for: in the desktop app the folders themselves, whose place is known and which the studio
 * looks through; in a browser the files in them, hidden ones passed over. Rejects where the browser may not read one.
 */
export async function filesOfFolders(folders: readonly DroppedFolder[]): Promise<File[]> {
  const found: File[] = []
  for (const { entry, file } of folders) {
    if (globalThis.studioBridge && file) found.push(file)
    else found.push(...(await filesBelow(entry)))
  }
  return found
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const found: File[] = []
  // A reader tells a hundred at a time, and nothing when it is through.
  for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
    for (const entry of some) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry)))
      else found.push(await fileOf(entry as FileSystemFileEntry))
    }
  }
  return found
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}
