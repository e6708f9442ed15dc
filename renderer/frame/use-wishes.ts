import type { DesktopWish } from '#model/contract/files-contract.ts'
import type { StudioClient } from '../client/client.ts'
import { useStream } from '../client/use-stream.ts'
import { COMMANDS, type CommandId } from '../commands/catalogue.ts'
import { runCommand } from '../commands/registry.ts'
import { openFiles } from '../files/opened-files.ts'
import { texts } from '../texts.ts'
import { notify } from '../ui/notices.tsx'
import { runFromMenu } from './use-menu.ts'

/** Does what the desktop asks of the window: its menu's commands, and files that were opened with the studio. */
export function useWishes(): void {
  // In a browser nothing is ever asked.
  useStream(openWishes, grant)
}

function openWishes(studio: StudioClient, signal: AbortSignal) {
  return studio.files.wishes(undefined, { signal })
}

function grant(wish: DesktopWish): void {
  switch (wish.kind) {
    case 'command':
      if (wish.command in COMMANDS) runFromMenu(wish.command as CommandId)
      break
    case 'open-files':
      runCommand('go.library')
      openFiles(wish.paths.map(path => ({ kind: 'path', path })))
      break
    case 'was-reloaded':
      notify({ kind: 'info', text: texts.files.reloaded })
      break
    default:
      wish satisfies never
  }
}
