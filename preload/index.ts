import { contextBridge, ipcRenderer, webUtils } from 'electron'

// The page's only way out of its sandbox: messages of the contract, which the main process checks, and what only a desktop
// can do with files in a hand.
contextBridge.exposeInMainWorld('studioBridge', {
  post: (message: string | Uint8Array): void => ipcRenderer.send('rpc', message),
  receive: (listener: (message: string | Uint8Array) => void): void => {
    ipcRenderer.on('rpc', (_event, message: string | Uint8Array) => listener(message))
  },
  /** Where a dropped file lies; empty for one that lies nowhere. */
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  /** Begins to drag a file of the library out of the window; the main process finds it by its id. */
  dragOut: (file: { kind: 'render' | 'media'; id: string }): void => ipcRenderer.send('drag-out', file),
})
