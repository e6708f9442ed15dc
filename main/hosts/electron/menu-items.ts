import type { MenuItemConstructorOptions } from 'electron'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** A line of the menu: a command of the window, something the system does, or something this app does. */
export type MenuLine =
  | {
      readonly kind: 'command'
      readonly label: string
      readonly command: string
      /** The window says what it would do: "Undo Trim". */
      readonly isNamedByWindow: boolean
    }
  | { readonly kind: 'role'; readonly role: Role; readonly accelerator?: string }
  | { readonly kind: 'recent' }
  /** All that the screen in front can do. */
  | { readonly kind: 'screen' }
  | { readonly kind: 'line' }

export type MenuTitle = { readonly label: string; readonly lines: readonly MenuLine[] }

export type Platform = 'mac' | 'windows' | 'linux'

const command = (label: string, id: string, isNamedByWindow = false): MenuLine => ({
  kind: 'command',
  label,
  command: id,
  isNamedByWindow,
})
const role = (role: Role, accelerator?: string): MenuLine => ({
  kind: 'role',
  role,
  ...(accelerator === undefined ? {} : { accelerator }),
})
const line: MenuLine = { kind: 'line' }

/**
 * The menu as data. Commands are the window's, by their ids; so are their keys, which follow the layout a person has chosen.
 * What the system does has other keys here where the window has use for the usual ones.
 */
export function menuTitles(platform: Platform, { hasTools }: { readonly hasTools: boolean }): MenuTitle[] {
  const isMac = platform === 'mac'
  const settings = command(isMac ? 'Settings…' : 'Settings', 'frame.settings')
  const services = command('Services…', 'frame.services')
  const app: MenuTitle = {
    label: 'Flythrough Studio',
    lines: [
      role('about'),
      line,
      settings,
      services,
      line,
      role('services'),
      line,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      line,
      role('quit'),
    ],
  }
  const file: MenuTitle = {
    label: 'File',
    lines: [
      command('New from a Song…', 'library.newFromSong'),
      command('Import Bundle…', 'library.importBundle'),
      { kind: 'recent' },
      line,
      command('Library', 'go.library'),
      line,
      ...(isMac ? [role('close')] : [settings, services, line, role('quit')]),
    ],
  }
  const edit: MenuTitle = {
    label: 'Edit',
    lines: [
      command('Undo', 'history.undo', true),
      command('Redo', 'history.redo', true),
      line,
      role('cut'),
      role('copy'),
      role('paste'),
      role('selectAll'),
      line,
      command('Find', 'frame.find'),
    ],
  }
  const view: MenuTitle = {
    label: 'View',
    lines: [
      command('Song', 'go.song'),
      command('Treatment', 'go.treatment'),
      command('Takes', 'go.takes'),
      command('Edit', 'go.edit'),
      command('Render', 'go.render'),
      line,
      command('Outbox', 'frame.outbox'),
      command('All Commands', 'frame.palette'),
      line,
      role('resetZoom', 'CmdOrCtrl+Alt+0'),
      role('zoomIn'),
      role('zoomOut'),
      line,
      role('togglefullscreen'),
      ...(hasTools ? [line, role('reload', 'F5'), role('toggleDevTools')] : []),
    ],
  }
  const play: MenuTitle = {
    label: 'Play',
    lines: [
      command('Play or Stop', 'play.toggle'),
      command('Go to Start', 'play.start'),
      command('Go to End', 'play.end'),
    ],
  }
  const workspace: MenuTitle = { label: 'Workspace', lines: [{ kind: 'screen' }] }
  const window: MenuTitle = { label: 'Window', lines: [role('minimize'), role('zoom'), line, role('front')] }
  const help: MenuTitle = {
    label: 'Help',
    lines: [command('Keys', 'frame.keys'), ...(isMac ? [] : [line, role('about')])],
  }
  return isMac ? [app, file, edit, view, play, workspace, window, help] : [file, edit, view, play, workspace, help]
}
