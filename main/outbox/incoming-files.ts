import { constants } from 'node:fs'
import { copyFile, link, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import type { RequestId } from '#model/ids.ts'
import { isSettled } from '#model/request.ts'
import { requestById } from './store.ts'

/**
 * A request's files in the library's folder for clips on their way in. Unlike a process's own work folder that outlives its
 * process: every name begins with the request's id and a dot, by which the next run knows whose it is.
 */
export type ClipFiles = {
  /** Grows while the clip is fetched. */
  readonly partial: string
  /** Fetched to its end. */
  readonly whole: string
  /** A second name of `whole`, to be moved among the media. */
  readonly leaving: string
}

export function clipFiles(dir: string, id: RequestId, extension: string): ClipFiles {
  const named = (suffix: string): string => join(dir, `${id}${suffix}.${extension}`)
  return { partial: named('.part'), whole: named(''), leaving: named('.leaving') }
}

/**
 * Gives `whole` its second name. The first stays until the take's row is on disk, so that a stop between the move of the
 * file and the commit of the row does not cost the clip.
 */
export async function nameForLeaving({ whole, leaving }: ClipFiles): Promise<void> {
  await rm(leaving, { force: true })
  // Some disks (exFAT) know no hard links.
  await link(whole, leaving).catch(() => copyFile(whole, leaving, constants.COPYFILE_FICLONE))
}

export async function removeClipFiles({ partial, whole, leaving }: ClipFiles): Promise<void> {
  for (const path of [partial, whole, leaving]) await rm(path, { force: true })
}

/** What a request's files are named by: its id (a uuid) and a dot. */
const NAME_OF_OURS = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\./

/** The files that nobody waits for: those whose request is settled, or unknown. What is not named as ours are is somebody else's. */
export async function unwantedIncoming(
  library: Pick<Library, 'db' | 'incomingDir'>,
): Promise<readonly { readonly path: string; readonly isOfUnknown: boolean }[]> {
  const names = await readdir(library.incomingDir)
  return names.flatMap(name => {
    const id = NAME_OF_OURS.exec(name)?.[1] as RequestId | undefined
    const request = id && requestById(library.db, id)
    if (!id || (request && !isSettled(request.state))) return []
    return [{ path: join(library.incomingDir, name), isOfUnknown: !request }]
  })
}

/**
 * Removes the files of settled requests, and moves those of unknown ones into the trash: where an older database was put
 * back, they may be paid for. Only for the holder of the lease.
 */
export async function sweepIncoming(library: Pick<Library, 'db' | 'incomingDir' | 'trashDir'>): Promise<void> {
  for (const { path, isOfUnknown } of await unwantedIncoming(library)) {
    const gone = isOfUnknown ? rename(path, join(library.trashDir, basename(path))) : rm(path, { force: true })
    // On Windows a file that another program still holds cannot be removed; the next sweep will.
    await gone.catch(() => {})
  }
}
