import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Frame, Page } from 'playwright'
import { preloadScript } from './preload.ts'
import type { Schemes } from './scheme.ts'
import { strict } from './strict.ts'

type Size = { width: number; height: number }
type Options = Size & { webPreferences: { preload: string } }
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

/** Where windows come from: Chromium, and the app whose last window may close. */
export type Desk = { context: () => Promise<BrowserContext>; schemes: Schemes; onAllClosed: () => void }

export class WebContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly mainFrame = { url: '' }
  readonly session = strict('session', { setPermissionRequestHandler() {}, setPermissionCheckHandler() {} })
  openHandler: OpenHandler = () => ({ action: 'allow' })
  readonly #window: BrowserWindow

  constructor(window: BrowserWindow) {
    super()
    this.#window = window
  }

  isDestroyed = (): boolean => this.#window.isDestroyed()
  setWindowOpenHandler = (handler: OpenHandler): void => void (this.openHandler = handler)
  // What cannot be cloned is refused as by the real one.
  send = (channel: string, ...args: unknown[]): void => void this.#window.tell(channel, structuredClone(args))
  startDrag = (): void => {}
  executeJavaScript = (code: string): Promise<unknown> => this.#window.run(code)
  forcefullyCrashRenderer = (): void => void this.#window.crash()

  hear(frame: Frame, channel: string, args: unknown[]): void {
    if (this.isDestroyed()) return
    const isMain = frame.parentFrame() === null
    this.ipc.emit(channel, { sender: this, senderFrame: isMain ? this.mainFrame : { url: frame.url() } }, ...args)
  }
}

const SAFETY = JSON.stringify({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  spellcheck: process.platform === 'darwin',
})

/** One page of Chromium, with the preload and none of a window's frame; where it stands is only remembered. */
export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static desk: Desk
  static getAllWindows = (): BrowserWindow[] => [...BrowserWindow.all]
  readonly options: Options
  readonly webContents: WebContents
  #size: Size
  #page: Promise<Page>
  #state = { isMaximized: false, isFullScreen: false, isMinimized: false, isFocused: true }

  constructor(options: Options) {
    super()
    const { preload: _preload, ...safety } = options.webPreferences
    if (JSON.stringify(safety) !== SAFETY)
      throw new Error(`the stand-in for Electron only knows windows with ${SAFETY}`)
    this.options = options
    this.#size = options
    this.webContents = strict('webContents', new WebContents(this))
    this.#page = this.#open()
    const window = strict('BrowserWindow', this)
    BrowserWindow.all.push(window)
    return window
  }

  async #open(): Promise<Page> {
    const context = await BrowserWindow.desk.context()
    const spare = context.pages().find(page => page.url() === 'about:blank')
    const page = spare ?? (await context.newPage())
    await page.exposeBinding('__standIn', ({ frame }, channel: string, args: unknown[]) =>
      this.webContents.hear(frame, channel, args),
    )
    await page.addInitScript({ content: preloadScript(readFileSync(this.options.webPreferences.preload, 'utf8')) })
    const session = await context.newCDPSession(page)
    await session.send('Page.enable')
    const answers: string[] = []
    session.on('Page.windowOpen', ({ url }) => answers.push(this.webContents.openHandler({ url }).action))
    page.on('popup', popup => void (answers.shift() === 'deny' && popup.close()))
    await page.route(
      url => !url.hostname.endsWith('.localhost'),
      route =>
        route.request().isNavigationRequest() && this.#mayNavigate(route.request().url())
          ? route.continue()
          : route.abort('aborted'),
    )
    page.on('request', request => {
      if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return
      this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    })
    page.on('framenavigated', frame => {
      if (frame !== page.mainFrame()) return
      this.webContents.mainFrame.url = BrowserWindow.desk.schemes.inner(frame.url())
      this.webContents.emit('did-navigate-in-page', {}, this.webContents.mainFrame.url)
    })
    page.on('load', () => this.emit('ready-to-show'))
    return page
  }

  #mayNavigate(url: string): boolean {
    let isPrevented = false
    this.webContents.emit('will-navigate', { url, preventDefault: () => (isPrevented = true) })
    return !isPrevented
  }

  loadURL = async (url: string): Promise<void> => {
    const page = await this.#page
    await page.goto(BrowserWindow.desk.schemes.outer(url))
  }

  tell = async (channel: string, args: unknown[]): Promise<void> => {
    const page = await this.#page
    // A page that goes away hears nothing more.
    await page.evaluate(hearInPage, { channel, args }).catch(() => {})
  }

  run = async (code: string): Promise<unknown> => (await this.#page).evaluate(code)

  /** A page that has crashed cannot be used again by Playwright; the next one stands in its place, as empty as it. */
  crash = async (): Promise<void> => {
    const crashed = await this.#page
    const context = await BrowserWindow.desk.context()
    await context.newPage()
    await crashed.close()
    this.#page = this.#open()
    await this.#page
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }

  close = (): void => {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.destroy()
  }

  destroy = (): void => {
    BrowserWindow.all = BrowserWindow.all.filter(window => window.webContents !== this.webContents)
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (BrowserWindow.all.length === 0) BrowserWindow.desk.onAllClosed()
  }

  isDestroyed = (): boolean => !BrowserWindow.all.some(window => window.webContents === this.webContents)
  getNormalBounds = (): object => ({ x: 0, y: 0, width: this.#size.width, height: this.#size.height })
  setSize = (width: number, height: number): void => void (this.#size = { width, height })
  isMaximized = (): boolean => this.#state.isMaximized
  isFullScreen = (): boolean => this.#state.isFullScreen
  isMinimized = (): boolean => this.#state.isMinimized
  isFocused = (): boolean => this.#state.isFocused
  maximize = (): void => void (this.#state.isMaximized = true)
  minimize = (): void => void (this.#state.isMinimized = true)
  setFullScreen = (isFullScreen: boolean): void => void (this.#state.isFullScreen = isFullScreen)
  restore = (): void => void (this.#state.isMinimized = false)
  blur = (): void => void (this.#state.isFocused = false)
  focus = (): void => void (this.#state.isFocused = true)
  show = (): void => {}
  setProgressBar = (): void => {}
}

/** Runs in the page. */
function hearInPage({ channel, args }: { channel: string; args: unknown[] }): void {
  const page = globalThis as { __hear?: (channel: string, args: unknown[]) => void }
  page.__hear?.(channel, args)
}
