import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { assertNever } from '#model/assert-never.ts'
import { menuTitles, type MenuLine } from './menu-items.ts'

export type RecentProject = { readonly id: string; readonly title: string }

type MenuDoors = {
  /** Gives the window a command. */
  readonly command: (id: string) => void
  readonly openProject: (id: string) => void
}

/** Puts the menu up, with these projects to open again; each time they change. */
export function showMenu(recent: readonly RecentProject[], doors: MenuDoors): void {
  const titles = menuTitles(platform(), { hasTools: !app.isPackaged })
  const template = titles.map(({ label, lines }) => ({
    label,
    submenu: lines.map(each => itemOf(each, recent, doors)),
  }))
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** The same projects where the system lists what a program had open: the dock's menu, the taskbar's jump list. */
export function showRecent(recent: readonly RecentProject[], doors: MenuDoors): void {
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(recentItems(recent, doors)))
  if (process.platform !== 'win32') return
  const items = recent.map(({ id, title }) => ({
    type: 'task' as const,
    program: process.execPath,
    args: `--project=${id}`,
    title,
    description: `Open ${title}`,
  }))
  app.setJumpList(items.length === 0 ? null : [{ type: 'custom', name: 'Projects', items }])
}

function platform() {
  return process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux'
}

function itemOf(each: MenuLine, recent: readonly RecentProject[], doors: MenuDoors): MenuItemConstructorOptions {
  switch (each.kind) {
    case 'command':
      return { id: each.command, label: each.label, click: () => doors.command(each.command) }
    case 'role':
      return { role: each.role }
    case 'recent':
      return { id: 'recent', label: 'Open Recent', enabled: recent.length > 0, submenu: recentItems(recent, doors) }
    case 'line':
      return { type: 'separator' }
    default:
      return assertNever(each)
  }
}

function recentItems(recent: readonly RecentProject[], doors: MenuDoors): MenuItemConstructorOptions[] {
  return recent.map(({ id, title }) => ({
    id: `project:${id}`,
    // In menus `&` marks the letter that chooses the line.
    label: title.replaceAll('&', '&&'),
    click: () => doors.openProject(id),
  }))
}
