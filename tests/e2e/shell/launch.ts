import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type ElectronApplication, type Locator } from 'playwright'
import { electronProgram } from '../../../scripts/electron-program.mjs'
import config from '../../playwright.config.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const main = fileURLToPath(new URL('../../../out/main/main.js', import.meta.url))
const launchOptions = config.use?.launchOptions ?? {}

/** Electron's program, where it is here and has a screen: then the very same specs run on it. Else on the stand-in. */
const program = hasScreen() ? electronProgram() : null

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** The part of Playwright's own that the specs use: `evaluate` runs in the main process. */
export type LaunchedApp = Pick<ElectronApplication, 'evaluate' | 'firstWindow' | 'process' | 'close'>

export type LaunchPlaces = { readonly userDataDir: string; readonly libraryDir: string }

function argumentsFor({ userDataDir, libraryDir }: LaunchPlaces, more: readonly string[]): string[] {
  return [`--user-data-dir=${userDataDir}`, `--library=${libraryDir}`, ...more]
}

/** Starts the built app, in Electron or in its stand-in. */
export async function launchApp(places: LaunchPlaces, more: readonly string[] = []): Promise<LaunchedApp> {
  const args = argumentsFor(places, more)
  if (program === null) return launchStandIn(args)
  return _electron.launch({ executablePath: program, args: ['.', ...args], cwd: root })
}

/** Starts the built app for what it does without a window of its own: beside one that runs, or as a command line. */
export async function runApp(
  places: LaunchPlaces,
  more: readonly string[],
): Promise<{ status: number | null; stdout: string }> {
  const args = argumentsFor(places, more)
  const child = program === null ? startStandIn(args, 'pipe') : startElectron(program, args)
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stdout }
}

/** Drops files of this machine on an element, as from a file manager. */
export async function dropFiles(target: Locator, paths: readonly string[]): Promise<void> {
  const page = target.page()
  const input = await page.evaluateHandle(() => {
    const input = document.createElement('input')
    return Object.assign(input, { type: 'file', multiple: true })
  })
  await input.setInputFiles([...paths])
  if (program === null) {
    const places = Object.fromEntries(paths.map(path => [basename(path), path]))
    await page.evaluate(places => Object.assign(globalThis, { __paths: places }) && null, places)
  }
  const dataTransfer = await input.evaluateHandle(({ files }) => {
    const data = new DataTransfer()
    for (const file of files ?? []) data.items.add(file)
    return data
  })
  await target.dispatchEvent('drop', { dataTransfer })
}

function startElectron(program: string, args: readonly string[]): ChildProcess {
  // As Playwright starts it: Chromium's own sandbox refuses to start as root.
  const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
  return spawn(program, ['.', ...sandbox, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
}

function startStandIn(args: readonly string[], output: 'pipe' | 'inherit'): ChildProcess {
  return fork(main, args, {
    cwd: root,
    execArgv: ['--import', new URL('stand-in/register.ts', import.meta.url).href],
    env: { ...process.env, STAND_IN_LAUNCH: JSON.stringify(launchOptions) },
    stdio: ['ignore', output, 'inherit', 'ipc'],
  })
}

type Told = { debugger?: string; id?: number; value?: unknown; error?: string }

async function launchStandIn(args: readonly string[]): Promise<LaunchedApp> {
  const child = startStandIn(args, 'inherit')
  const waiting = new Map<number, (told: Told) => void>()
  const debuggerAt = new Promise<string>((resolve, reject) => {
    child.once('exit', status => reject(new Error(`the app ended with ${status} before its window was there`)))
    child.on('message', (told: Told) => {
      if (told.debugger) resolve(told.debugger)
      else waiting.get(told.id ?? -1)?.(told)
    })
  })
  const browser = await chromium.connectOverCDP(await debuggerAt)
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no pages')
  let questions = 0
  return {
    process: () => child,
    evaluate: (work: unknown, argument?: unknown) =>
      new Promise<never>((resolve, reject) => {
        const id = questions++
        waiting.set(id, ({ value, error }) => {
          waiting.delete(id)
          if (error === undefined) resolve(value as never)
          else reject(new Error(error))
        })
        child.send({ id, work: String(work), argument })
      }),
    async firstWindow() {
      const page = context.pages().at(-1) ?? (await context.waitForEvent('page'))
      await page.waitForURL(url => url.protocol !== 'about:')
      return page
    },
    async close() {
      const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
      if (child.connected) child.send({ id: -1, work: '({ app }) => app.quit()' })
      await ended
      await browser.close()
      if (child.exitCode !== 0) throw new Error(`the app ended with ${child.exitCode ?? child.signalCode}`)
    },
  }
}
