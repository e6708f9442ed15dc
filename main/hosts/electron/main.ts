import { app, BrowserWindow, dialog } from 'electron'
import { join } from 'node:path'
import { createStudio } from '#main/app.ts'
import { defaultLibraryDir } from '#main/library/default-place.ts'
import { isStudioError } from '#model/errors.ts'
import { electronHost } from './electron-host.ts'
import { answerWindow } from './ipc.ts'
import { registerStudioScheme, serveStudioScheme } from './protocol.ts'
import { createWindow, openPage } from './window.ts'

/** One studio at a time: a second start shows the window of the first. */
async function start(): Promise<void> {
  keepBrowserFilesApart()
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerStudioScheme()
  await app.whenReady()
  const studio = await createStudio({ libraryDir: defaultLibraryDir(), host: electronHost() })
  beforeQuit(() => studio.close())
  serveStudioScheme(studio.media)

  const open = async () => {
    const window = createWindow()
    answerWindow(studio.api, window.webContents)
    await openPage(window)
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  // On a Mac an app outlives its windows and opens one again when it is asked for.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void open()
  })
  await open()
}

/**
 * Electron's own folder is on a Mac the library's, where its Cache and our cache are one. Chromium may throw away what it
 * keeps there, and so may a person who clears the app's data.
 */
function keepBrowserFilesApart(): void {
  app.setPath('userData', join(app.getPath('appData'), 'Flythrough Studio Window'))
}

/** Lets the app end only after the work is done. */
function beforeQuit(work: () => Promise<void>): void {
  let isDone = false
  app.on('will-quit', event => {
    if (isDone) return
    event.preventDefault()
    isDone = true
    void work().finally(() => app.quit())
  })
}

start().catch((error: unknown) => {
  console.error(error)
  const sentence = isStudioError(error) ? error.message : 'Something went wrong inside the studio.'
  dialog.showErrorBox('Flythrough Studio could not start', sentence)
  app.exit(1)
})
