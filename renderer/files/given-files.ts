import type { FileRef } from '#model/contract/file-ref.ts'
import type { OwnFile } from '#model/contract/files-contract.ts'
import { WindowError } from '../client/failure.ts'
import { texts } from '../texts.ts'

/** Tells how far the files of one hand are on their way, 0..1. In the desktop app they are there at once. */
export type OnArriving = (fraction: number, name: string) => void

/**
 * Files that were dropped or pasted, as the studio takes them: by their place in the desktop app; a browser does not tell
 * that, and sends them. Rejects with a sentence for the person when one does not arrive.
 */
export async function givenFiles(files: readonly File[], onArriving: OnArriving = () => {}): Promise<FileRef[]> {
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0)
  let arrivedBytes = 0
  const refs: FileRef[] = []
  for (const file of files) {
    const path = globalThis.studioBridge?.pathOf(file) ?? ''
    const before = arrivedBytes
    const onBytes = (bytes: number): void => onArriving(totalBytes === 0 ? 1 : (before + bytes) / totalBytes, file.name)
    refs.push(path === '' ? { kind: 'upload', id: await upload(file, onBytes) } : { kind: 'path', path })
    arrivedBytes += file.size
    onBytes(file.size)
  }
  return refs
}

/** The files of a drop or a paste, folders not among them. */
export function filesOf(data: DataTransfer | null): File[] {
  const items = [...(data?.items ?? [])]
  if (items.length === 0) return [...(data?.files ?? [])]
  return items.flatMap(item => {
    if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory) return []
    const file = item.getAsFile()
    return file ? [file] : []
  })
}

/** Whether a drag over the window carries files from outside. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}

/** In the desktop app: drags a film or take out of the window, in place of the page's own drag that begins with `event`. */
export function dragFileOut(event: Pick<DragEvent, 'preventDefault'>, file: OwnFile): void {
  if (!globalThis.studioBridge) return
  event.preventDefault()
  globalThis.studioBridge.dragOut(file)
}

/** XMLHttpRequest tells how much has gone, which fetch does not. */
function upload(file: File, onBytes: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (message = texts.files.notTakenIn(file.name)): void => reject(new WindowError(message))
    request.open('PUT', `/upload?name=${encodeURIComponent(file.name)}`)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded }) => onBytes(loaded))
    request.addEventListener('error', () => fail())
    request.addEventListener('load', () => {
      const answer = (request.response ?? {}) as { id?: string; message?: string }
      if (request.status === 200 && answer.id) resolve(answer.id)
      else fail(answer.message)
    })
    request.send(file)
  })
}
