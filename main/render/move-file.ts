import { rename } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode, isHeld } from './write-failure.ts'

const TRIES_ON_WINDOWS = 3
const TRY_AGAIN_MS = 100

/** Renames a file. On Windows a virus scanner holds a new file for a moment, and a player the old one. */
export async function moveFile(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (process.platform !== 'win32' || tries === TRIES_ON_WINDOWS || !isHeld(errorCode(error))) throw error
      await delay(TRY_AGAIN_MS)
    }
  }
}
