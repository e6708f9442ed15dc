import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** Returns when the file's bytes are on the disk, not only in its cache. Blocks the thread: for small files and for set-up. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Resolves when the bytes of a file, however large, are on the disk. */
export async function syncLargeFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Returns when the folder's list of names is on the disk: a rename is only durable after it. */
export function syncFolder(path: string): void {
  // Windows has no such call: NTFS keeps names in its own journal.
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
