import { BrowserWindow, shell } from 'electron'
import { join } from 'node:path'
import { STUDIO_ORIGIN } from './origin.ts'

/** A window that can show the studio's page and nothing else. It appears when the page can be seen. */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#131313',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  keepInside(window)
  return window
}

export function openPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${STUDIO_ORIGIN}/`)
}

/** No second window, no other page, no permission but putting words on the clipboard. Web links go to the browser. */
function keepInside({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  webContents.on('will-navigate', event => {
    if (!event.url.startsWith(`${STUDIO_ORIGIN}/`)) event.preventDefault()
  })
  webContents.on('will-attach-webview', event => event.preventDefault())
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write')
  })
  webContents.session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
}
