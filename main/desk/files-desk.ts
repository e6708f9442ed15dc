import { isAbsolute } from 'node:path'
import { platform } from 'node:process'
import type { Shell } from '#main/host.ts'
import { assertNever } from '#model/assert-never.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { DesktopWish, OwnFile, PickRequest, ShownCommand, SystemFacts } from '#model/contract/files-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { DeskContext } from './desk-context.ts'
import { browseFolder } from './files/browse.ts'
import { pathOfOwnFile } from './files/own-files.ts'
import { resolveUpload } from './files/uploads.ts'

export type FilesDesk = ReturnType<typeof createFilesDesk>

/** The files outside the library that a person chooses, and the library's own in other programs. */
export function createFilesDesk({ library, host }: DeskContext) {
  const shell = host.shell

  function desktop(): Shell {
    if (shell) return shell
    throw new StudioError('files/no-desktop', 'A browser cannot show files of this machine. The desktop app can.')
  }

  return {
    system: (): SystemFacts => ({
      isDesktop: shell !== undefined,
      platform: platform === 'darwin' ? 'mac' : platform === 'win32' ? 'windows' : 'linux',
      version: host.version ?? null,
    }),
    pick: (request: PickRequest): Promise<string[] | null> =>
      shell ? pickWith(shell, request) : Promise.resolve(null),
    browse: browseFolder,
    reveal: (file: OwnFile): void => desktop().reveal(pathOfOwnFile(library, file)),
    open: (file: OwnFile): Promise<void> => desktop().openPath(pathOfOwnFile(library, file)),
    onWish: (listener: (wish: DesktopWish) => void): (() => void) => shell?.onWish(listener) ?? (() => {}),
    showCommands: (commands: readonly ShownCommand[]): void => shell?.showCommands(commands),
  }
}

/**
 * Where the file is that a person gave. Whether it can be read, shows when it is.
 * @throws StudioError files/unreadable | upload/gone
 */
export function resolveFile({ library }: Pick<DeskContext, 'library'>, file: FileRef): string {
  if (file.kind === 'upload') return resolveUpload(library, file.id)
  if (isAbsolute(file.path)) return file.path
  throw new StudioError('files/unreadable', `${file.path} is no whole path. Choose the file again.`)
}

async function pickWith(shell: Shell, request: PickRequest): Promise<string[]> {
  switch (request.what) {
    case 'files':
      return [...(await shell.pickFiles(request.kind, request))]
    case 'folder':
      return listOf(await shell.pickFolder(request))
    case 'save':
      return listOf(await shell.pickSavePlace(request))
    default:
      return assertNever(request)
  }
}

function listOf(path: string | null): string[] {
  return path === null ? [] : [path]
}
