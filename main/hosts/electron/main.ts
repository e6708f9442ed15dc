import { app, BrowserWindow, dialog } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Studio } from '#main/app.ts'
import { defaultLibraryDir } from '#main/library/default-place.ts'
import { isStudioError } from '#model/errors.ts'
import { createDesktopShell, type DesktopShell } from './desktop-shell.ts'
import { dragOut } from './drag-out.ts'
import { electronHost } from './electron-host.ts'
import { answerWindow } from './ipc.ts'
import { showMenu, showRecent } from './menu.ts'
import { registerStudioScheme, serveStudioScheme } from './protocol.ts'
import { quitGently } from './quit.ts'
import { recoverPage } from './recovery.ts'
import { readStartArguments, type StartArguments } from './start-arguments.ts'
import { createWindow, openPage } from './window.ts'

const MOST_RECENT = 8
const log = (line: string): void => console.error(line)
/** What follows the program: in a checkout Electron itself is the program, and the app its first argument. */
const argumentsAfterProgram = (argv: readonly string[]) => argv.slice(app.isPackaged ? 1 : 2)

async function start(): Promise<void> {
  keepBrowserFilesApart()
  const asked = readStartArguments(argumentsAfterProgram(process.argv), process.cwd())
  if (asked.cli) return runCli(asked.cli)
  // One studio at a time: a second start hands what it was given to the first, and ends.
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerStudioScheme()
  const shell = createDesktopShell()
  const givenByFinder: string[] = []
  app.on('open-file', (event, path) => {
    event.preventDefault()
    givenByFinder.push(path)
    if (app.isReady()) shell.wish({ kind: 'open-files', paths: givenByFinder.splice(0) })
  })
  const [{ createStudio }] = await Promise.all([import('#main/app.ts'), app.whenReady()])
  const studio = await createStudio({
    libraryDir: asked.libraryDir ?? defaultLibraryDir(),
    host: electronHost(log, shell),
  })
  serveStudioScheme(studio.media)
  await showStudio(studio, shell, { ...asked, paths: [...asked.paths, ...givenByFinder.splice(0)] })
  studio.startWorking()
}

/** The one window over the studio, the menu above it, and what other starts of the program ask of both. */
async function showStudio(studio: Studio, shell: DesktopShell, asked: StartArguments): Promise<void> {
  const guard = quitGently(studio)
  const stateFile = join(app.getPath('userData'), 'window.json')
  const resourcesDir = electronHost(log).resourcesDir

  async function open(route = ''): Promise<void> {
    const window = createWindow(stateFile)
    answerWindow(studio.api, window.webContents, wanted => dragOut(studio, window.webContents, resourcesDir, wanted))
    recoverPage(window, () => shell.wish({ kind: 'was-reloaded' }))
    guard(window)
    await openPage(window, route)
  }

  async function answer({ projectId, paths }: Pick<StartArguments, 'projectId' | 'paths'>): Promise<void> {
    const route = projectId === null ? '' : routeOf(projectId)
    const [window] = BrowserWindow.getAllWindows()
    if (!window) await open(route)
    else if (route !== '') await openPage(window, route)
    shell.showWindow()
    if (paths.length > 0) shell.wish({ kind: 'open-files', paths: [...paths] })
  }

  followRecent(studio, {
    command: command => shell.wish({ kind: 'command', command }),
    openProject: projectId => void answer({ projectId, paths: [] }),
  })
  app.on('second-instance', (_event, argv, cwd) => void answer(readStartArguments(argumentsAfterProgram(argv), cwd)))
  // On a Mac an app outlives its windows and opens one again when it is asked for.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void open()
  })
  await open(asked.projectId === null ? '' : routeOf(asked.projectId))
  if (asked.paths.length > 0) shell.wish({ kind: 'open-files', paths: [...asked.paths] })
}

/** Keeps the projects in the menu and in the system's lists as they are in the library. */
function followRecent(studio: Studio, doors: Parameters<typeof showMenu>[1]): void {
  function show(): void {
    const recent = studio.listProjects().slice(0, MOST_RECENT)
    showMenu(recent, doors)
    showRecent(recent, doors)
  }
  show()
  studio.followChanges(changes => {
    if (changes.some(({ topic }) => topic === 'projects')) show()
  })
}

function routeOf(projectId: string): string {
  return `/project/${encodeURIComponent(projectId)}`
}

/** The same command line as in plain Node, over this app's own ffmpeg; no window. */
async function runCli(args: readonly string[]): Promise<void> {
  app.dock?.hide()
  const { runCommandLine } = await import('#main/hosts/node/command-line.ts')
  await runCommandLine(args, line => electronHost(line))
  app.exit(Number(process.exitCode ?? 0))
}

/**
 * Electron's own folder is on a Mac the library's, where its Cache and our cache are one. Chromium may throw away what it
 * keeps there, and so may a person who clears the app's data.
 */
function keepBrowserFilesApart(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return
  const folder = join(app.getPath('appData'), 'Flythrough Studio Window')
  mkdirSync(folder, { recursive: true })
  app.setPath('userData', folder)
}

start().catch((error: unknown) => {
  console.error(error)
  const sentence = isStudioError(error) ? error.message : 'Something went wrong inside the studio.'
  dialog.showErrorBox('Flythrough Studio could not start', sentence)
  app.exit(1)
})
