import { useEffect } from 'react'
import type { ShownCommand } from '#model/contract/files-contract.ts'
import { isInBrowser, type StudioClient } from '../client/client.ts'
import { useStudio } from '../client/studio-context.tsx'
import { COMMAND_IDS, commandInfo, type CommandId } from '../commands/catalogue.ts'
import { isPlaceOn, type CommandPlace } from '../commands/command.ts'
import { handlerOf, onCommandsChange, runCommand } from '../commands/registry.ts'
import type { KeyLayout } from '../keys/key-layout.ts'
import { useKeyLayout } from '../keys/use-layout.tsx'
import { isBehindADialog, isTextField } from '../keys/who-hears.ts'
import type { Workspace } from './routes.ts'

type Screen = 'library' | Workspace

/** Keeps the desktop's menu as the window is: what can be done now, what it would do, and by which keys. */
export function useMenu(screen: Screen): void {
  const studio = useStudio()
  const { keys } = useKeyLayout()
  useEffect(
    () => (isInBrowser() ? undefined : followCommands(() => shownCommands(screen, keys), studio)),
    [studio, screen, keys],
  )
}

/** Tells the studio what `look` finds, now and after whatever may have changed it; returns what ends that. */
function followCommands(look: () => ShownCommand[], studio: StudioClient): () => void {
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    timer = undefined
    const commands = look()
    const words = JSON.stringify(commands)
    if (words === told) return
    told = words
    // Where this does not arrive, nothing does: the window tells of that where it follows changes.
    studio.files.showCommands(commands).catch(() => {})
  }

  // Once, after all that one change changes.
  const tellSoon = (): void => void (timer ??= setTimeout(tell))
  tellSoon()
  const stop = onCommandsChange(tellSoon)
  addEventListener('focusin', tellSoon)
  addEventListener('focusout', tellSoon)
  return () => {
    clearTimeout(timer)
    stop()
    removeEventListener('focusin', tellSoon)
    removeEventListener('focusout', tellSoon)
  }
}

/** The screen's own commands, and those that are always in the menu, whether they can be given just now or not. */
function shownCommands(screen: Screen, keys: KeyLayout['keys']): ShownCommand[] {
  const isBlocked = isBehindADialog()
  const isTyping = isTextField(document.activeElement)
  return COMMAND_IDS.flatMap(id => {
    const { place, title, group } = commandInfo(id)
    const isOfScreen = place === screen
    if (!isOfScreen && !IN_EVERY_MENU.has(place)) return []
    const shown = { id, title, group, isOfScreen, keys: keys[id]?.[0] ?? null }
    // In a text field it is the field's own.
    if (isTyping && isFieldCommand(id)) return [{ ...shown, isEnabled: true }]
    const handler = isPlaceOn(place, screen) ? handlerOf(id) : undefined
    const canBeGiven = handler ? handler.isEnabled !== false : place === 'library' && screen !== 'library'
    return [{ ...shown, title: handler?.title ?? title, isEnabled: canBeGiven && !isBlocked }]
  })
}

const IN_EVERY_MENU: ReadonlySet<CommandPlace> = new Set(['everywhere', 'project', 'library'])

function isFieldCommand(id: CommandId): boolean {
  return id === 'history.undo' || id === 'history.redo'
}

/** Does what was chosen in the menu. It offers the Library's commands everywhere: they wait until the Library is up. */
export function runFromMenu(id: CommandId): void {
  if (isFieldCommand(id) && isTextField(document.activeElement)) {
    // Nothing else reaches what a field remembers.
    document.execCommand(id === 'history.undo' ? 'undo' : 'redo')
    return
  }
  if (isBehindADialog() || runCommand(id) || commandInfo(id).place !== 'library') return
  const stop = onCommandsChange(() => {
    if (handlerOf(id) === undefined) return
    stop()
    runCommand(id)
  })
  runCommand('go.library')
}
