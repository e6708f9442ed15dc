import { app, dialog, type BrowserWindow } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Studio } from '#main/app.ts'
import { defaultLibraryDir } from '#main/library/default-place.ts'
import { isStudioError } from '#model/errors.ts'
import { createDesktopShell, type DesktopShell } from './desktop-shell.ts'
import { electronHost } from './electron-host.ts'
import { createAppMenu, type AppMenu } from './menu.ts'
import { registerStudioScheme, serveStudioScheme } from './protocol.ts'
import { quitGently } from './quit.ts'
import { createStage, type Asked, type Shown, type Stage } from './stage.ts'
import { readStartArguments, type StartArguments } from './start-arguments.ts'

const MOST_RECENT = 8
const log = (line: unknown): void => console.error(line)

async function start(): Promise<void> {
  keepBrowserFilesApart()
  const asked = readStartArguments(process.argv, process.cwd())
  if (asked.cli) return runCli(asked.cli)
  // One studio at a time: a second start hands what it was given to the first, and ends.
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerStudioScheme()
  // What is asked while the library is still being opened waits for the window.
  const stage = Promise.withResolvers<Stage>()
  const answer = (asked: Asked): void => void stage.promise.then(made => made.answer(asked)).catch(log)
  app.on('second-instance', (_event, argv, cwd) => answer(readStartArguments(argv, cwd)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    answer({ projectId: null, paths: [path] })
  })
  const menu = createAppMenu({
    command: command => shell.wish({ kind: 'command', command }),
    openProject: projectId => answer({ projectId, paths: [] }),
  })
  const shell = createDesktopShell(commands => menu.showCommands(commands))
  const [{ openStudio }] = await Promise.all([import('#main/open-studio.ts'), app.whenReady()])
  menu.showRecent([])
  await showStudio(openStudio, { shell, menu, asked, onStage: stage.resolve })
}

type OpenStudio = typeof import('#main/open-studio.ts').openStudio

type Desktop = {
  readonly shell: DesktopShell
  readonly menu: AppMenu
  readonly asked: StartArguments
  readonly onStage: (stage: Stage) => void
}

/** Opens the studio and the one window over it; a library that cannot be opened is shown there, with the ways out. */
async function showStudio(openStudio: OpenStudio, { shell, menu, asked, onStage }: Desktop): Promise<void> {
  const host = electronHost(log, shell)
  const libraryDir = asked.libraryDir ?? defaultLibraryDir()
  let opened: Studio | null = null
  const guardEnd = quitGently(() => opened)
  let stage: Stage | undefined

  function guard(window: BrowserWindow): void {
    guardEnd(window)
    window.once('closed', () => menu.showCommands([]))
  }

  async function show(shown: Shown): Promise<void> {
    const made = createStage(shown, { shell, resourcesDir: host.resourcesDir, guard })
    stage = made
    serveStudioScheme((...request) => made.shown().media(...request))
    await made.answer(asked)
    onStage(made)
  }

  const studio = await openStudio({ libraryDir, host }, async (api, error) => {
    log(error.message)
    await show({ api, media: () => Promise.resolve(null), pathOf: () => neverThere(error) })
    return studio => stage?.show(studio)
  })
  opened = studio
  followRecent(studio, menu)
  if (!stage) await show(studio)
  studio.startWorking()
}

function neverThere(error: Error): never {
  throw error
}

/** Keeps the projects in the menu and in the system's lists as they are in the library. */
function followRecent(studio: Studio, menu: AppMenu): void {
  const show = (): void => menu.showRecent(studio.listProjects().slice(0, MOST_RECENT))
  show()
  studio.followChanges(changes => {
    if (changes.some(({ topic }) => topic === 'projects')) show()
  })
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
