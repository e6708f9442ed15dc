import envPaths from 'env-paths'

/** The library's folder when none is named: one for the window, `serve` and the command line. */
export function defaultLibraryDir(): string {
  return envPaths('Flythrough Studio', { suffix: '' }).data
}
