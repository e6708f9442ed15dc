import { app, BrowserWindow, dialog } from 'electron'
import type { Studio } from '#main/app.ts'

/**
 * Lets the app end only after a person has agreed to pause the render under way, and then after the studio has closed:
 * the render waits in the queue and goes on with the next start. What it returns guards a window whose end would be the app's.
 */
export function quitGently(
  openStudio: () => Pick<Studio, 'isRendering' | 'close'> | null,
): (window: BrowserWindow) => void {
  let isAgreed = false
  let isAsking = false
  let isClosed = false

  function mayEnd(event: { preventDefault: () => void }): void {
    if (isAgreed || isClosed || !openStudio()?.isRendering()) return
    event.preventDefault()
    if (!isAsking) void ask()
  }

  async function ask(): Promise<void> {
    isAsking = true
    isAgreed = await agreesToPause()
    isAsking = false
    if (isAgreed) app.quit()
  }

  app.on('before-quit', mayEnd)
  app.on('will-quit', event => {
    const studio = openStudio()
    if (isClosed || !studio) return
    event.preventDefault()
    isClosed = true
    void studio.close().finally(() => app.quit())
  })
  return window => {
    // On a Mac an app goes on without windows.
    if (process.platform !== 'darwin') window.on('close', mayEnd)
  }
}

async function agreesToPause(): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: 'A film is being rendered',
    detail: 'If you quit now it pauses, and goes on from there when the studio is open again.',
    buttons: ['Pause and quit', 'Keep rendering'],
    defaultId: 1,
    cancelId: 1,
  }
  const [window] = BrowserWindow.getAllWindows()
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
  return response === 0
}
