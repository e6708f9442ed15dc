import { app, dialog, type BrowserWindow } from 'electron'
import { performance } from 'node:perf_hooks'
import { isOwnPage } from './origin.ts'
import { openPage } from './window.ts'

/** A page that breaks down again so soon would break down for ever. */
const TOO_SOON_MS = 20_000

/**
 * Brings a page that broke down, or hangs, back to the screen it showed. Nothing is lost by that: every gesture is kept by
 * the main process as it ends. `onReloaded` is called before the page that follows is loaded.
 */
export function recoverPage(window: BrowserWindow, onReloaded: () => void): void {
  let route = ''
  let brokeDownAtMs = -TOO_SOON_MS
  const { webContents } = window

  const remember = (_event: unknown, url: string): void => {
    if (isOwnPage(url)) route = new URL(url).hash.slice(1)
  }
  webContents.on('did-navigate', remember)
  webContents.on('did-navigate-in-page', remember)

  async function reload(): Promise<void> {
    const nowMs = performance.now()
    const isTooSoon = nowMs - brokeDownAtMs < TOO_SOON_MS
    brokeDownAtMs = nowMs
    if (isTooSoon && !(await wantsToGoOn(window))) {
      app.quit()
      return
    }
    onReloaded()
    // On a screen that breaks down each time nothing can be done: from the Library there is a way around it.
    await openPage(window, isTooSoon ? '' : route)
  }

  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) void reload()
  })
  async function askToWait(): Promise<void> {
    const isWaiting = await wantsToWait(window)
    if (!isWaiting && !window.isDestroyed()) webContents.forcefullyCrashRenderer()
  }
  window.on('unresponsive', () => void askToWait())
}

async function wantsToGoOn(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This screen keeps breaking down',
    detail: 'Everything you did is kept. The Library may still open.',
    buttons: ['Open the Library', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}

async function wantsToWait(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer',
    detail: 'It may be busy with something long. Loading it anew loses nothing that you did.',
    buttons: ['Wait', 'Load anew'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 0
}
