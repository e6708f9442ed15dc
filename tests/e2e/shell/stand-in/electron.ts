/**
 * Stands in for Electron's main process where its binary is not there: what this app uses of it, over a Chromium that
 * Playwright drives. Never shipped. What it does not imitate is listed in docs/release-check.md.
 */
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type LaunchOptions } from 'playwright'
import { AppMenu } from './menu.ts'
import { Schemes } from './scheme.ts'
import { strict } from './strict.ts'
import { BrowserWindow as Window } from './window.ts'

const root = process.cwd()
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const launchOptions = JSON.parse(process.env['STAND_IN_LAUNCH'] ?? '{}') as LaunchOptions
const schemes = new Schemes()
let context: Promise<BrowserContext> | undefined
Object.assign(process, { resourcesPath: join(root, 'none') })
// Electron is given the folder of an app, not its file.
process.argv[1] = root

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function switchValue(name: string): string | undefined {
  return process.argv.find(argument => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = strict('commandLine', {
    hasSwitch: (name: string) => switchValue(name) !== undefined,
  })
  readonly #paths = new Map([['userData', switchValue('user-data-dir')]])
  #isReady = false
  #isQuitting = false
  readonly #ready = new Promise<void>(resolve => setImmediate(resolve)).then(() => this.#begin())

  async #begin(): Promise<void> {
    await schemes.listen()
    this.#isReady = true
  }

  whenReady = (): Promise<void> => this.#ready
  isReady = (): boolean => this.#isReady
  getVersion = (): string => version
  getAppPath = (): string => root
  setPath = (name: string, path: string): void => void this.#paths.set(name, path)
  getPath = (name: string): string => {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`the stand-in for Electron has no path ${name}`)
    return path
  }

  /** The first start keeps its number in a file; a second one leaves what it was started with beside it. */
  requestSingleInstanceLock = (): boolean => {
    const folder = join(this.getPath('userData'), 'starts')
    const lock = join(folder, 'first')
    mkdirSync(folder, { recursive: true })
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(join(folder, `${process.pid}`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
      return false
    }
    writeFileSync(lock, `${process.pid}`)
    watch(folder, (_event, name) => {
      const file = join(folder, name ?? '')
      if (name === 'first' || name === null || !existsSync(file)) return
      const text = readFileSync(file, 'utf8')
      if (text === '') return
      rmSync(file)
      const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string }
      this.emit('second-instance', {}, argv, cwd)
    }).unref()
    return true
  }

  quit = (): void => {
    if (this.#isQuitting || this.#isStopped('before-quit')) return
    this.#isQuitting = true
    for (const window of Window.getAllWindows()) window.close()
    this.#isQuitting = false
    if (Window.all.length > 0 || this.#isStopped('will-quit')) return
    void this.exit(0)
  }

  exit = async (code: number): Promise<never> => {
    schemes.close()
    await (await context)?.close()
    process.exit(code)
  }

  #isStopped(event: string): boolean {
    let isStopped = false
    this.emit(event, { preventDefault: () => (isStopped = true) })
    return isStopped
  }
}

/** Chromium starts with the first window, and keeps its files in the app's own folder. */
async function openChromium(): Promise<BrowserContext> {
  await app.whenReady()
  const profile = join(app.getPath('userData'), 'chromium')
  const args = [
    ...(launchOptions.args ?? []),
    '--remote-debugging-port=0',
    '--autoplay-policy=no-user-gesture-required',
  ]
  const opened = await chromium.launchPersistentContext(profile, { ...launchOptions, args, colorScheme: 'dark' })
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  process.send?.({ debugger: `http://127.0.0.1:${port}` })
  return opened
}

class AppNotification extends EventEmitter {
  static isSupported = (): boolean => true
  readonly title: string
  readonly body: string
  constructor({ title, body }: { title: string; body: string }) {
    super()
    this.title = title
    this.body = body
  }
  show(): void {
    process.stderr.write(`${this.title}: ${this.body}\n`)
  }
}

const left = { canceled: true, filePaths: [], filePath: '' }
const area = { x: 0, y: 0, width: 1920, height: 1040 }

export const app = strict('app', new App())
export const BrowserWindow = strict('BrowserWindow', Window)
export const Menu = strict('Menu', AppMenu)
export const Notification = strict('Notification', AppNotification)
export const protocol = strict('protocol', schemes)
export const dialog = strict('dialog', {
  showOpenDialog: () => Promise.resolve(left),
  showSaveDialog: () => Promise.resolve(left),
  showMessageBox: (_window: unknown, options: { cancelId: number }) => Promise.resolve({ response: options.cancelId }),
  showErrorBox: (title: string, text: string) => console.error(title, text),
})
export const shell = strict('shell', {
  openExternal: () => Promise.resolve(),
  openPath: () => Promise.resolve(''),
  showItemInFolder() {},
})
export const net = strict('net', { isOnline: () => true })
/** A keychain that is there, and seals so that nobody reads it by accident. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text.split('').toReversed().join('')),
  decryptString: (sealed: Buffer) => sealed.toString().split('').toReversed().join(''),
})
export const powerSaveBlocker = strict('powerSaveBlocker', { start: () => 1, stop() {} })
export const screen = strict('screen', {
  getPrimaryDisplay: () => ({ id: 1, workArea: area }),
  getAllDisplays: () => [{ id: 1, workArea: area }],
})
export const nativeImage = strict('nativeImage', { createFromPath: (path: string) => ({ resize: () => ({ path }) }) })

const electron = strict('electron', {
  app,
  BrowserWindow,
  Menu,
  Notification,
  protocol,
  dialog,
  shell,
  net,
  safeStorage,
  powerSaveBlocker,
  screen,
  nativeImage,
})
Window.desk = { context: () => (context ??= openChromium()), schemes, onAllClosed: () => app.emit('window-all-closed') }

/** The test's end: what Playwright does with a real Electron over its debugger. */
type Question = { id: number; work: string; argument: unknown }
process.on('message', ({ id, work, argument }: Question) => {
  // The text is a function of the test's own.
  // oxlint-disable-next-line no-eval
  const run = (0, eval)(`(${work})`) as (space: object, argument: unknown) => unknown
  Promise.resolve()
    .then(() => run(electron, argument))
    .then(value => process.send?.({ id, value }))
    .catch((error: unknown) => process.send?.({ id, error: String(error) }))
})
process.on('disconnect', () => void app.exit(1))
