import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { Studio } from '#main/app.ts'
import type { TroubledApi } from '#main/open-studio.ts'
import type { DesktopShell } from './desktop-shell.ts'
import { dragOut } from './drag-out.ts'
import { answerWindow } from './ipc.ts'
import { recoverPage } from './recovery.ts'
import type { StartArguments } from './start-arguments.ts'
import { createWindow, openPage } from './window.ts'

/** What the window shows: a studio, or what is wrong with one. */
export type Shown = Pick<Studio, 'media' | 'pathOf'> & { readonly api: Studio['api'] | TroubledApi }

/** What a start of the program asks of the one that runs. */
export type Asked = Pick<StartArguments, 'projectId' | 'paths'>

export type Stage = {
  shown(): Shown
  /** Shows this from now on: a page that is loaded again speaks to it. */
  show(shown: Shown): void
  /** Does what a start of the program asks: the window to the front, a project in it, files given to it. */
  answer(asked: Asked): Promise<void>
}

type Options = {
  readonly shell: DesktopShell
  readonly resourcesDir: string
  /** Told of each window, so that the app's end can be asked for in time. */
  readonly guard: (window: BrowserWindow) => void
}

/** The one window, which on a Mac may be closed and opened again. */
export function createStage(first: Shown, { shell, resourcesDir, guard }: Options): Stage {
  const stateFile = join(app.getPath('userData'), 'window.json')
  let shown = first

  async function open(route: string): Promise<void> {
    const window = createWindow(stateFile)
    const contents = window.webContents
    answerWindow(
      () => shown.api,
      contents,
      wanted => dragOut(shown, contents, resourcesDir, wanted),
    )
    recoverPage(window, () => shell.wish({ kind: 'was-reloaded' }))
    guard(window)
    await openPage(window, route)
  }

  const stage: Stage = {
    shown: () => shown,
    show: next => (shown = next),
    async answer({ projectId, paths }) {
      const route = projectId === null ? '' : `/project/${encodeURIComponent(projectId)}`
      const [window] = BrowserWindow.getAllWindows()
      if (!window) await open(route)
      else if (route !== '') await openPage(window, route)
      shell.showWindow()
      if (paths.length > 0) shell.wish({ kind: 'open-files', paths: [...paths] })
    },
  }
  // On a Mac an app outlives its windows and opens one again when it is asked for.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => void stage.answer({ projectId: null, paths: [] }))
  return stage
}
