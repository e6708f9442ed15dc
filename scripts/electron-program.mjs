// Runs before node_modules exists, so it imports nothing from there: requiring Electron would begin to download it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../node_modules/electron', import.meta.url))

/**
 * The path of Electron's program; null where it is not there, or only in part.
 * @returns {string | null}
 */
export function electronProgram() {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : null
}
