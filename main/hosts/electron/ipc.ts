import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMainEvent, WebContents } from 'electron'
import { EventEmitter } from 'node:events'
import type { Api } from '#main/api.ts'
import type { TroubledApi } from '#main/open-studio.ts'
import { isOwnPage } from './origin.ts'

/**
 * Answers one window's calls over its IPC channel; the only file that listens to a window. `onDragOut` is told what a page
 * wants to drag out of itself, unchecked. Each page that is loaded speaks to what `apiNow` is then.
 */
export function answerWindow(
  apiNow: () => Api | TroubledApi,
  contents: WebContents,
  onDragOut: (asked: unknown) => void,
): void {
  let port = openPort()

  /** A conversation with one page. Once closed it says nothing more, whatever was still under way. */
  function openPort() {
    const events = new EventEmitter()
    let isOpen = true
    new RPCHandler(apiNow()).upgrade({
      on: (event: string, listener: (event?: { data: unknown }) => void) => events.on(event, listener),
      postMessage(data: unknown) {
        if (isOpen && !contents.isDestroyed()) contents.send('rpc', data)
      },
    })
    return {
      receive: (data: unknown) => events.emit('message', { data }),
      close() {
        isOpen = false
        events.emit('close')
      },
    }
  }

  function startAnew(): void {
    port.close()
    port = openPort()
  }

  contents.ipc.on('rpc', (sent, data: unknown) => {
    if (isOurPage(sent)) port.receive(data)
  })
  contents.ipc.on('drag-out', (sent, asked: unknown) => {
    if (isOurPage(sent)) onDragOut(asked)
  })
  // A reloaded page counts its calls from one again, so it must not meet what the page before it asked for.
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) startAnew()
  })
  // What is told to a page that broke down would be lost.
  contents.on('render-process-gone', startAnew)
  contents.once('destroyed', () => port.close())
}

/** Only the window's own page may ask, never a frame inside it or a page it was led to. */
function isOurPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)
}
