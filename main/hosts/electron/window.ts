import { BrowserWindow, screen, shell } from 'electron'
import { join } from 'node:path'
import { isOwnPage, isWebPage, STUDIO_ORIGIN } from './origin.ts'
import { keepWindowState, LEAST_SIZE, placeWindow, readWindowState } from './window-state.ts'

/** A window that can show the studio's page and nothing else. It appears when the page can be seen, where it stood last. */
export function createWindow(stateFile: string): BrowserWindow {
  const { bounds, isMaximized, isFullScreen } = placeWindow(readWindowState(stateFile), workAreas())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#131313',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // A Mac has dictionaries of its own; elsewhere Chromium would fetch them from the web.
      spellcheck: process.platform === 'darwin',
    },
  })
  if (isMaximized) window.maximize()
  if (isFullScreen) window.setFullScreen(true)
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const state = { isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() }
    keepWindowState(stateFile, { bounds: window.getNormalBounds(), ...state })
  })
  keepInside(window)
  return window
}

/** `route` stands behind the `#` of the page's address. A window that is closed meanwhile shows nothing, and that is no failure. */
export async function openPage(window: BrowserWindow, route = ''): Promise<void> {
  const url = `${STUDIO_ORIGIN}/${route === '' ? '' : `#${route}`}`
  await window.loadURL(url).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error
  })
}

/** The main screen first. */
function workAreas() {
  const { id, workArea } = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(display => display.id !== id)
  return [workArea, ...others.map(display => display.workArea)]
}

/** Putting words on the clipboard, and the picture over the whole screen. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** No second window, no other page, no permission but the least. Web links go to the browser. */
function keepInside({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(({ url }) => {
    if (isWebPage(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  webContents.on('will-navigate', event => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-attach-webview', event => event.preventDefault())
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(ALLOWED.has(permission))
  })
  webContents.session.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission))
}
