import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Returns when the file's bytes are on the disk, not only in its cache. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
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
