import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadableDb } from '#main/db/open.ts'
import type { RequestId } from '#model/ids.ts'
import { isSettled } from '#model/request.ts'
import { requestById } from './store.ts'

/**
 * The library's folder for clips on their way in. Unlike a process's own work folder it outlives its process: every name
 * begins with the request's id and a dot, by which the next run knows whose it is.
 */
export function incomingDir(libraryDir: string): string {
  return join(libraryDir, 'incoming')
}

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

/** Removes the files whose request is settled or unknown. Only for the holder of the lease. */
export async function sweepIncoming(db: ReadableDb, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const name of await readdir(dir)) {
    const request = requestById(db, name.split('.', 1)[0] as RequestId)
    // On Windows a file that another program still holds cannot be removed; the next sweep will.
    if (!request || isSettled(request.state))
      await rm(join(dir, name), { force: true, recursive: true }).catch(() => {})
  }
}
