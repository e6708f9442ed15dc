import { contextBridge, ipcRenderer } from 'electron'

// The page's only way out of its sandbox: messages of the contract, which the main process checks.
contextBridge.exposeInMainWorld('studioBridge', {
  post: (message: string | Uint8Array): void => ipcRenderer.send('rpc', message),
  receive: (listener: (message: string | Uint8Array) => void): void => {
    ipcRenderer.on('rpc', (_event, message: string | Uint8Array) => listener(message))
  },
})
