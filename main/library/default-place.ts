import envPaths from 'env-paths'
import { join } from 'node:path'

/** The library's folder when none is named: one for the window, `serve` and the command line. */
export function defaultLibraryDir(): string {
  return envPaths('Flythrough Studio', { suffix: '' }).data
}

/** The file with the keys of services, beside no library: whoever copies one must not copy them. */
export function defaultKeyFile(): string {
  return process.env['FLYTHROUGH_KEY_FILE'] ?? join(envPaths('Flythrough Studio', { suffix: '' }).config, 'keys.json')
}
