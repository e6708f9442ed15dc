import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const FILL_EVERY_MS = 20

/** Whether this user may mount disks, as root may on most machines. */
export function mayMount(): boolean {
  return spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0
}

export type SmallDisk = {
  readonly folder: string
  /** From now on it is full to the last byte, whoever gives some back: a file of nobody's takes what is free. */
  keepFull(): void
  /** Ends that; the file stays. */
  endKeepingFull(): void
  freeBytes(): number
  /** As if it were only to be read, and back. */
  setReadOnly(isReadOnly: boolean): void
  remove(): void
}

/** A disk of its own at `folder`, of memory. For users who may mount. */
export function smallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }
  function fill(): void {
    try {
      appendFileSync(join(folder, 'filler'), Buffer.alloc(freeBytes()))
    } catch (error) {
      // Others write there, too: then they had the last of it.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
  let filling: NodeJS.Timeout | undefined
  return {
    folder,
    freeBytes,
    keepFull() {
      fill()
      filling ??= setInterval(fill, FILL_EVERY_MS)
    },
    endKeepingFull() {
      clearInterval(filling)
      filling = undefined
    },
    setReadOnly: isReadOnly => void execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder]),
    remove() {
      clearInterval(filling)
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true })
    },
  }
}
