import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { RouterClient } from '@orpc/server'
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { Api } from '#main/api.ts'
import { temporaryApi } from '#main/testing/temporary-studio.ts'
import { answerWindow } from './ipc.ts'

/** The members of Electron's WebContents that answerWindow uses, without Electron. */
class StandInContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly mainFrame = { url: 'studio://app/' }
  hear: (data: unknown) => void = () => {}
  isDestroyed = () => false
  send = (_channel: string, data: unknown) => this.hear(data)
}

function setUp() {
  const contents = new StandInContents()
  const listeners = new Set<object>()
  const { api } = temporaryApi({
    followChanges() {
      const entry = {}
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
  })
  const dragged: unknown[] = []
  answerWindow(
    () => api,
    contents as never,
    asked => dragged.push(asked),
  )

  /** A freshly loaded page, whose messages go to `post`. */
  function page(post = (data: unknown) => say(data)): RouterClient<Api> {
    const port = {
      on(event: string, listener: (event?: { data: unknown }) => void) {
        if (event === 'message') contents.hear = data => listener({ data })
      },
      postMessage: post,
    }
    return createORPCClient(new RPCLink({ port }))
  }
  function say(data: unknown, senderFrame: object = contents.mainFrame) {
    contents.ipc.emit('rpc', { sender: contents, senderFrame }, data)
  }
  return { contents, page, say, dragged, listening: () => listeners.size }
}

test('the page is answered', async () => {
  const { page } = setUp()
  expect(await page().projects.list()).toEqual([])
})

test('a frame inside the page and another page are not heard', async () => {
  const { contents, page, say, listening } = setUp()
  const call = await new Promise<unknown>(resolve => void page(resolve).changes())
  say(call, { url: 'studio://app/' })
  contents.mainFrame.url = 'https://elsewhere.example/studio://app/'
  say(call)
  contents.mainFrame.url = 'studio://app/'
  await page().projects.list()
  expect(listening()).toBe(0)

  say(call)
  await expect.poll(listening).toBe(1)
})

test('a reload or a breakdown ends what the page before it asked for', async () => {
  const { contents, page, listening } = setUp()
  await page().changes()
  expect(listening()).toBe(1)
  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  expect(listening()).toBe(0)
  await page().changes()
  expect(listening()).toBe(1)
  contents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(listening()).toBe(0)
  await page().changes()
  expect(listening()).toBe(1)
  contents.emit('destroyed')
  expect(listening()).toBe(0)
})

test('our page alone may drag something out', () => {
  const { contents, dragged } = setUp()
  const film = { kind: 'render', id: 'film' }
  contents.ipc.emit('drag-out', { sender: contents, senderFrame: { url: 'studio://app/' } }, film)
  contents.ipc.emit('drag-out', { sender: contents, senderFrame: null }, film)
  expect(dragged).toEqual([])
  contents.ipc.emit('drag-out', { sender: contents, senderFrame: contents.mainFrame }, film)
  expect(dragged).toEqual([film])
})
