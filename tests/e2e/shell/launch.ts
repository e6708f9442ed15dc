import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type ElectronApplication } from 'playwright'
import config from '../../playwright.config.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const launchOptions = config.use?.launchOptions ?? {}
const electronDir = join(root, 'node_modules/electron')

/** Whether Electron's program is here; where it is, the very same specs run on it. */
export const hasElectron = existsSync(join(electronDir, 'path.txt')) && existsSync(electronProgram())

function electronProgram(): string {
  return join(electronDir, 'dist', readFileSync(join(electronDir, 'path.txt'), 'utf8'))
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
  if (!hasElectron) return launchStandIn(args)
  return _electron.launch({ args: ['.', '--no-sandbox', ...args], cwd: root })
}

/** Starts the built app for what it does without a window of its own: beside one that runs, or as a command line. */
export async function runApp(
  places: LaunchPlaces,
  more: readonly string[],
): Promise<{ status: number | null; stdout: string }> {
  const args = argumentsFor(places, more)
  const child = startStandIn(args, 'pipe')
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stdout }
}

function startStandIn(args: readonly string[], output: 'pipe' | 'inherit'): ChildProcess {
  return fork(join(root, 'out/main/main.js'), args, {
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
