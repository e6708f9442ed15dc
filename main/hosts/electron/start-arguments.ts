import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the app was started with: by a person in a terminal, by the taskbar's list, or by a file that it should open. */
export type StartArguments = {
  /** The command line's own arguments after `--cli`; null to show the window. */
  readonly cli: readonly string[] | null
  /** Another library than this user's; a whole path. */
  readonly libraryDir: string | null
  readonly projectId: string | null
  readonly paths: readonly string[]
}

/**
 * @param argv the program and what follows it; of a second start Chromium may have changed the order. Unknown options are its own.
 * @param cwd where paths are meant from
 */
export function readStartArguments([, ...argv]: readonly string[], cwd: string): StartArguments {
  const at = argv.indexOf('--cli')
  if (at >= 0) return { cli: argv.slice(at + 1), libraryDir: null, projectId: null, paths: [] }
  const libraryDir = valueOf(argv, '--library')
  // In a checkout Electron itself is the program, and the app's folder among what follows: no folder is opened.
  const paths = argv.filter(argument => !argument.startsWith('-')).map(argument => resolve(cwd, argument))
  return {
    cli: null,
    libraryDir: libraryDir === null ? null : resolve(cwd, libraryDir),
    projectId: valueOf(argv, '--project'),
    paths: paths.filter(isFile),
  }
}

function valueOf(argv: readonly string[], option: string): string | null {
  return argv.find(argument => argument.startsWith(`${option}=`))?.slice(option.length + 1) || null
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
