import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Frame, Page } from 'playwright'
import { preloadScript } from './preload.ts'
import type { Schemes } from './scheme.ts'
import { strict } from './strict.ts'

type Options = { width: number; height: number; webPreferences: { preload: string; sandbox: boolean } }
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

/** Where windows come from: Chromium, and the app whose last window may close. */
export type Desk = { context: () => Promise<BrowserContext>; schemes: Schemes; onAllClosed: () => void }

export class WebContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly mainFrame = { url: '' }
  readonly session = strict('session', { setPermissionRequestHandler() {}, setPermissionCheckHandler() {} })
  /** What the app has begun to drag out. */
  readonly dragged: { file: string }[] = []
  openHandler: OpenHandler = () => ({ action: 'allow' })
  readonly #window: BrowserWindow

  constructor(window: BrowserWindow) {
    super()
    this.#window = window
  }

  isDestroyed = (): boolean => this.#window.isDestroyed()
  setWindowOpenHandler = (handler: OpenHandler): void => void (this.openHandler = handler)
  send = (channel: string, ...args: unknown[]): void => void this.#window.tell(channel, args)
  startDrag = (item: { file: string }): void => void this.dragged.push(item)
  forcefullyCrashRenderer = (): void => void this.#window.crash()

  hear(frame: Frame, channel: string, args: unknown[]): void {
    if (this.isDestroyed()) return
    const isMain = frame.parentFrame() === null
    this.ipc.emit(channel, { sender: this, senderFrame: isMain ? this.mainFrame : { url: frame.url() } }, ...args)
  }
}

/** One page of Chromium, with the preload and none of a window's frame; where it stands is only remembered. */
export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static desk: Desk
  static getAllWindows = (): BrowserWindow[] => [...BrowserWindow.all]
  readonly options: Options
  readonly webContents: WebContents
  /** What was shown on the taskbar, newest last. */
  readonly progress: number[] = []
  #page: Promise<Page>
  #state = { isMaximized: false, isFullScreen: false, isMinimized: false, isFocused: true }

  constructor(options: Options) {
    super()
    if (!options.webPreferences.sandbox) throw new Error('the stand-in for Electron only knows sandboxed windows')
    this.options = options
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

  loadURL = async (url: string): Promise<void> => {
    const page = await this.#page
    await page.goto(BrowserWindow.desk.schemes.outer(url))
  }

  tell = async (channel: string, args: unknown[]): Promise<void> => {
    const page = await this.#page
    // A page that goes away hears nothing more.
    await page.evaluate(hearInPage, { channel, args }).catch(() => {})
  }

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
  getNormalBounds = (): object => ({ x: 0, y: 0, width: this.options.width, height: this.options.height })
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
  setProgressBar = (fraction: number): void => void this.progress.push(fraction)
}

/** Runs in the page. */
function hearInPage({ channel, args }: { channel: string; args: unknown[] }): void {
  const page = globalThis as { __hear?: (channel: string, args: unknown[]) => void }
  page.__hear?.(channel, args)
}
