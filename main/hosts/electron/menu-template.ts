import type { MenuItemConstructorOptions } from 'electron'
import { assertNever } from '#model/assert-never.ts'
import type { ShownCommand } from '#model/contract/files-contract.ts'
import { acceleratorOf } from './accelerator.ts'
import { menuTitles, type MenuLine, type Platform } from './menu-items.ts'

export type RecentProject = { readonly id: string; readonly title: string }

export type MenuDoors = {
  /** Gives the window a command. */
  readonly command: (id: string) => void
  readonly openProject: (id: string) => void
}

type Shown = {
  readonly platform: Platform
  readonly hasTools: boolean
  readonly recent: readonly RecentProject[]
  /** What the window can do now. */
  readonly commands: readonly ShownCommand[]
  readonly doors: MenuDoors
}

export function platformNow(): Platform {
  return process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux'
}

/** The whole menu for Electron: the lines that are always there, and under "Workspace" all that the screen in front can do. */
export function menuTemplate(shown: Shown): MenuItemConstructorOptions[] {
  const titles = menuTitles(shown.platform, shown)
  const standing = new Set(
    titles.flatMap(({ lines }) => lines.flatMap(line => ('command' in line ? line.command : []))),
  )
  const ofScreen = shown.commands.filter(({ id, isOfScreen }) => isOfScreen && !standing.has(id))
  return titles.map(({ label, lines }) => ({
    label,
    submenu: lines.flatMap(line => (line.kind === 'screen' ? groupsOf(ofScreen, shown) : [itemOf(line, shown)])),
  }))
}

/** In menus `&` marks the letter that chooses the line. */
const plainLabel = (text: string): string => text.replaceAll('&', '&&')

export function recentItems(recent: readonly RecentProject[], doors: MenuDoors): MenuItemConstructorOptions[] {
  return recent.map(({ id, title }) => ({
    id: `project:${id}`,
    label: plainLabel(title),
    click: () => doors.openProject(id),
  }))
}

function itemOf(line: Exclude<MenuLine, { kind: 'screen' }>, shown: Shown): MenuItemConstructorOptions {
  const { recent, doors } = shown
  switch (line.kind) {
    case 'command': {
      const command = shown.commands.find(({ id }) => id === line.command)
      return commandItem(line.command, line.isNamedByWindow && command ? command.title : line.label, command, shown)
    }
    case 'role':
      return line.accelerator === undefined ? { role: line.role } : { role: line.role, accelerator: line.accelerator }
    case 'recent':
      return { id: 'recent', label: 'Open Recent', enabled: recent.length > 0, submenu: recentItems(recent, doors) }
    case 'line':
      return { type: 'separator' }
    default:
      return assertNever(line)
  }
}

/** Keys are the window's: here they are only read. What comes by one on a Mac, the window did not want. */
function commandItem(
  id: string,
  label: string,
  command: ShownCommand | undefined,
  { platform, doors }: Shown,
): MenuItemConstructorOptions {
  const accelerator = acceleratorOf(command?.keys ?? null, platform === 'mac')
  return {
    id,
    label: plainLabel(label),
    enabled: command?.isEnabled ?? false,
    click: (_item, _window, { triggeredByAccelerator: isByKey = false }) => {
      if (!isByKey || LEFT_TO_FIELDS.has(id)) doors.command(id)
    },
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  }
}

/** In a text field the window leaves these keys to the field, which on a Mac hears of them only from the menu. */
const LEFT_TO_FIELDS = new Set(['history.undo', 'history.redo'])

function groupsOf(commands: readonly ShownCommand[], shown: Shown): MenuItemConstructorOptions[] {
  const groups = Map.groupBy(commands, ({ group }) => group)
  return [...groups].map(([group, lines]) => ({
    label: plainLabel(group),
    submenu: lines.map(line => commandItem(line.id, line.title, line, shown)),
  }))
}
