import { useEffect } from 'react'
import type { DesktopWish } from '#model/contract/files-contract.ts'
import { isInBrowser, type StudioClient } from '../client/client.ts'
import { useStudio } from '../client/studio-context.tsx'
import { COMMANDS, type CommandId } from '../commands/catalogue.ts'
import { runCommand } from '../commands/registry.ts'
import { openFiles } from '../files/opened-files.ts'
import { texts } from '../texts.ts'
import { notify } from '../ui/notices.tsx'
import { runFromMenu } from './use-menu.ts'

/** Does what the desktop asks of the window: its menu's commands, and files that were opened with the studio. */
export function useWishes(): void {
  const studio = useStudio()
  useEffect(() => {
    if (isInBrowser()) return undefined
    const stop = new AbortController()
    // Where it breaks off, so does every other call: the window tells of that where it follows changes.
    followWishes(studio, stop.signal).catch(() => {})
    return () => stop.abort()
  }, [studio])
}

async function followWishes(studio: StudioClient, signal: AbortSignal): Promise<void> {
  for await (const wish of await studio.files.wishes(undefined, { signal })) grant(wish)
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
