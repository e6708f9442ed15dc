import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { ShownCommand } from '#model/contract/files-contract.ts'
import { menuTemplate, platformNow, recentItems, type MenuDoors, type RecentProject } from './menu-template.ts'

export type AppMenu = {
  /** Puts the menu up with these projects to open again, there and in the system's own lists; each time they change. */
  showRecent(recent: readonly RecentProject[]): void
  /** What can be done in the window now. Without a window nothing can. */
  showCommands(commands: readonly ShownCommand[]): void
}

/** The app's one menu, kept as the library and the window are. */
export function createAppMenu(doors: MenuDoors): AppMenu {
  let recent: readonly RecentProject[] = []
  let commands: readonly ShownCommand[] = []
  let shown = ''

  /** A menu that is open closes when another takes its place: what can change within one does. */
  function show(): void {
    const template = menuTemplate({ platform: platformNow(), hasTools: !app.isPackaged, recent, commands, doors })
    const words = JSON.stringify(template, (key, value: unknown) => (key === 'enabled' ? undefined : value))
    if (words === shown) {
      enableAs(template)
      return
    }
    shown = words
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  return {
    showRecent(projects) {
      recent = projects
      show()
      if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(recentItems(recent, doors)))
      if (process.platform === 'win32') showJumpList(recent)
    },
    showCommands(now) {
      commands = now
      show()
    },
  }
}

function enableAs(template: readonly MenuItemConstructorOptions[]): void {
  const menu = Menu.getApplicationMenu()
  for (const { id, enabled, submenu } of template) {
    const item = id === undefined ? null : menu?.getMenuItemById(id)
    if (item && enabled !== undefined && item.enabled !== enabled) item.enabled = enabled
    if (Array.isArray(submenu)) enableAs(submenu)
  }
}

function showJumpList(recent: readonly RecentProject[]): void {
  const items = recent.map(({ id, title }) => ({
    type: 'task' as const,
    program: process.execPath,
    args: `--project=${id}`,
    title,
    description: `Open ${title}`,
  }))
  app.setJumpList(items.length === 0 ? null : [{ type: 'custom', name: 'Projects', items }])
}
