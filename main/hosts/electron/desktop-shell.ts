import { BrowserWindow, dialog, Notification, powerSaveBlocker, shell, type OpenDialogOptions } from 'electron'
import type { DesktopWish, ShownCommand } from '#model/contract/files-contract.ts'
import { StudioError } from '#model/errors.ts'
import { FILE_KIND_FACTS } from '#main/desk/files/file-kinds.ts'
import type { Shell } from '#main/host.ts'
import { isWebPage } from './origin.ts'

export type DesktopShell = Shell & {
  /** Tells the window; kept until it listens. */
  wish(wish: DesktopWish): void
  /** Brings the window to the front. */
  showWindow(): void
}

/** What the desktop does for the studio, around its one window. */
export function createDesktopShell(showCommands: (commands: readonly ShownCommand[]) => void): DesktopShell {
  const listeners = new Set<(wish: DesktopWish) => void>()
  let unheard: DesktopWish[] = []
  let blocker: number | null = null

  function showWindow(): void {
    const window = theWindow()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  async function open(options: OpenDialogOptions): Promise<string[]> {
    const window = theWindow()
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return answer.canceled ? [] : answer.filePaths
  }

  return {
    pickFiles(kind, { title, isMany }) {
      const { name, extensions } = FILE_KIND_FACTS[kind]
      const all = { name: 'All files', extensions: ['*'] }
      const filters = extensions.length === 0 ? [all] : [{ name, extensions: [...extensions] }, all]
      return open({ title, filters, properties: isMany ? ['openFile', 'multiSelections'] : ['openFile'] })
    },

    async pickFolder({ title }) {
      return (await open({ title, properties: ['openDirectory', 'createDirectory'] }))[0] ?? null
    },

    async pickSavePlace({ title, suggestedPath }) {
      const options = { title, defaultPath: suggestedPath }
      const window = theWindow()
      const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },

    reveal: path => shell.showItemInFolder(path),

    async openPath(path) {
      const trouble = await shell.openPath(path)
      if (trouble === '') return
      throw new StudioError('files/cannot-open', `This machine has no program that opens ${path}.`, {
        cause: new Error(trouble),
      })
    },

    async openExternal(url) {
      if (isWebPage(url)) await shell.openExternal(url)
    },

    notify({ title, body }) {
      if (theWindow()?.isFocused() || !Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', showWindow)
      notification.show()
    },

    // Below zero takes the bar away.
    setProgress: fraction => theWindow()?.setProgressBar(fraction ?? -1),

    keepAwake(isAwake) {
      if (isAwake === (blocker !== null)) return
      if (blocker === null) {
        blocker = powerSaveBlocker.start('prevent-app-suspension')
        return
      }
      powerSaveBlocker.stop(blocker)
      blocker = null
    },

    onWish(listener) {
      listeners.add(listener)
      const waiting = unheard
      unheard = []
      for (const wish of waiting) listener(wish)
      return () => listeners.delete(listener)
    },

    wish(wish) {
      if (listeners.size === 0) unheard.push(wish)
      for (const listener of listeners) listener(wish)
    },

    showWindow,
    showCommands,
  }
}

function theWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0]
}
